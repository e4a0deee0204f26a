package org.mrcportal.reintegration.casefile;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Encounters;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands somebody over to the case workers: a case that waits for one of them. Whoever hands over learns nothing of any
 * case, also not whether there is one already.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class HandOverDesk {

    private final Cases cases;
    private final CaseFiles files;
    private final Encounters encounters;
    private final SupervisorTasks tasks;
    private final JdbcClient jdbc;
    private final Clock clock;

    HandOverDesk(
            Cases cases, CaseFiles files, Encounters encounters, SupervisorTasks tasks, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.files = files;
        this.encounters = encounters;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Person(CentreId centre, Language language, ZoneId zone) {}

    /**
     * The code of the person who is handed over.
     *
     * @throws NotFound where the reader may not know of the person
     */
    @Transactional(readOnly = true)
    String code(ClientId client) {
        return jdbc.sql("select code from clients.client where id = ? and merged_into is null")
                .param(client.id())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFound(client));
    }

    /**
     * Once for each consultation, or for each day. Case workers and supervisors have a task until somebody takes the case.
     *
     * @param type of {@link CaseFile#TYPES}
     * @throws NotFound where the reader may not know of the person, or the encounter was with somebody else
     */
    void handOver(ClientId client, @Nullable UUID encounter, String type, StaffMember me) {
        Person person = person(client);
        Encounters.Encounter met = encounter == null
                ? null
                : encounters
                        .find(encounter)
                        .filter(one -> one.client().equals(client))
                        .orElseThrow(() -> new NotFound(encounter));
        Object occasion = encounter != null ? encounter : LocalDate.ofInstant(clock.instant(), person.zone());
        UUID once =
                UUID.nameUUIDFromBytes(("case.hand-over:" + client + ':' + occasion).getBytes(StandardCharsets.UTF_8));
        if (files.findByOnce(once).isPresent()) {
            return;
        }
        CaseFile file = files.saveAndFlush(CaseFile.open(
                person.centre(),
                client,
                new CaseFile.Origin(met == null ? "SELF" : met.booked() ? "BOOKING" : "CONSULTATION", encounter, null),
                new CaseFile.Circumstances(type, null, null, null, person.language(), Set.of()),
                false,
                null,
                once,
                me.id(),
                clock.instant()));
        CaseCard card = cases.get(file.id());
        cases.happened(card, "OPENED", null, me.id(), file.source());
        cases.happened(card, "HANDED_OVER", null, me.id(), null);
        tasks.ask(card, "HANDED_OVER", null, once, me);
    }

    /** Two who press at once wait for each other. */
    private Person person(ClientId client) {
        return jdbc.sql("""
                        select c.centre_id, c.language, z.zone
                        from clients.client c join centres.centre z on z.id = c.centre_id
                        where c.id = ? and c.merged_into is null for update of c
                        """)
                .param(client.id())
                .query((row, number) -> new Person(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        Language.ofCode(row.getString("language")).orElse(Language.RU),
                        ZoneId.of(row.getString("zone"))))
                .optional()
                .orElseThrow(() -> new NotFound(client));
    }
}
