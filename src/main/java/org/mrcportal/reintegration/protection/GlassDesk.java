package org.mrcportal.reintegration.protection;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens in an emergency what is closed to a member of staff about one person of the own centres, for three hours at most.
 * Whether there was anything closed, or even anybody of that code, the answer does not say: each opening is the same.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER', 'COUNSELLOR')")
class GlassDesk {

    static final int TRIES = 10;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final Pattern CODE = Pattern.compile("([A-Z]{3})(\\d{2})(\\d{1,7})");

    private final Attempts attempts;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GlassDesk(Attempts attempts, Seal seal, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.attempts = attempts;
        this.seal = seal;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** An opening that lasts. */
    record Opening(UUID id, Instant openedAt, Instant endsAt, String reason, ZoneId zone) {}

    /** A case of the person, as far as it takes to know whom to ask. */
    record Found(
            CaseId id,
            String reference,
            CaseState state,
            @Nullable String owner) {}

    record Note(String reference, String author, Instant madeAt, String about, String text) {}

    record Page(Opening opening, List<Found> cases, List<Note> notes) {}

    private record Person(@Nullable UUID client, UUID centre) {}

    /**
     * Opens. To be called as the portal, which alone finds what is closed to everybody else; the owners of the person's
     * cases are told, and the data protection officer has each opening on a list.
     *
     * @return false where there have been too many tries
     */
    boolean open(GlassForm form, StaffMember me) {
        if (attempts.count("glass", me.getUsername(), WINDOW) > TRIES) {
            return false;
        }
        Instant now = clock.instant();
        Person person = person(form.whom())
                .orElseGet(() -> new Person(null, me.centres().getFirst().id()));
        int opened = jdbc.sql("""
                        insert into reintegration.broken_glass (id, centre_id, client_id, staff_id, reason, opened_at, ends_at, once)
                        values (:id, :centre, :client, :me, :reason, :now, :ends, :once) on conflict (once) do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", person.centre())
                .param("client", person.client())
                .param("me", me.id().id())
                .param("reason", form.because())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ends", now.plus(LONGEST).atOffset(ZoneOffset.UTC))
                .param("once", form.key())
                .update();
        if (opened == 1) {
            tellOwners(person, now, me);
            events.publishEvent(new AuditEntry(
                    "GLASS_BROKEN",
                    person.centre(),
                    person.client() == null ? null : "client:" + person.client(),
                    null));
        }
        return true;
    }

    /** What the reader has open, the latest first. */
    @Transactional(readOnly = true)
    List<Opening> openings(StaffMember me) {
        return jdbc.sql("""
                        select g.id, g.opened_at, g.ends_at, g.reason, z.zone
                        from reintegration.broken_glass g join centres.centre z on z.id = g.centre_id
                        where g.staff_id = ? and g.ends_at > ? order by g.opened_at desc, g.id desc limit 50
                        """)
                .params(me.id().id(), now())
                .query((row, number) -> new Opening(
                        row.getObject("id", UUID.class),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getString("reason"),
                        ZoneId.of(row.getString("zone"))))
                .list();
    }

    /** Closes before the time is over; closed already, it stays closed. */
    void end(UUID id, StaffMember me) {
        if (!jdbc.sql("select exists (select from reintegration.broken_glass where id = ? and staff_id = ?)")
                .params(id, me.id().id())
                .query(Boolean.class)
                .single()) {
            throw new NotFound(id);
        }
        jdbc.sql("""
                        update reintegration.broken_glass set ends_at = greatest(:now, opened_at + interval '1 millisecond')
                        where id = :id and staff_id = :me and ends_at > :now returning centre_id
                        """)
                .param("id", id)
                .param("me", me.id().id())
                .param("now", now())
                .query(UUID.class)
                .optional()
                .ifPresent(centre -> events.publishEvent(new AuditEntry("GLASS_ENDED", centre, "glass:" + id, null)));
    }

    /**
     * What is open about the person. Each look is in the cases' own lists of views and on the trail.
     *
     * @throws NotFound where it is not the reader's opening, or its time is over
     */
    Page look(UUID id, StaffMember me) {
        Opening opening = openings(me).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound(id));
        List<Found> cases = jdbc.sql("""
                        select c.id, c.reference, c.state, s.name
                        from reintegration.broken_glass g
                        join reintegration.case_file c on c.centre_id = g.centre_id and c.id = any ((select reintegration.broken_for_me())::uuid[])
                             and (c.client_id in (select clients.same_person(g.client_id))
                                  or exists (select from reintegration.household_member m
                                             where m.case_id = c.id and m.client_id in (select clients.same_person(g.client_id))))
                        left join accounts.staff s on s.id = c.owner_id
                        where g.id = ? order by c.opened_at desc, c.id
                        """)
                .param(id)
                .query((row, number) -> new Found(
                        new CaseId(row.getObject("id", UUID.class)),
                        row.getString("reference"),
                        CaseState.valueOf(row.getString("state")),
                        row.getString("name")))
                .list();
        SqlArrayValue all = new SqlArrayValue(
                "uuid", cases.stream().map(found -> found.id().id()).toArray());
        List<Note> notes = jdbc.sql("""
                        select n.id, c.reference, s.name, n.made_at, n.about, n.text
                        from reintegration.restricted_note n
                        join reintegration.case_file c on c.id = n.case_id
                        join accounts.staff s on s.id = n.author_id
                        where n.case_id = any (?) order by n.made_at desc, n.id desc limit 50
                        """)
                .param(all)
                .query((row, number) -> new Note(
                        Reference.grouped(row.getString("reference")),
                        row.getString("name"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getString("about"),
                        Objects.requireNonNull(seal.open(
                                row.getBytes("text"), "restricted_note.text:" + row.getObject("id", UUID.class)))))
                .list();
        UUID centre = jdbc.sql("""
                        with seen as (
                            insert into reintegration.case_view (id, centre_id, case_id, staff_id, at, page, by_glass)
                            select gen_random_uuid(), c.centre_id, c.id, :me, :now, 'GLASS', true
                            from reintegration.case_file c where c.id = any (:all)
                        )
                        select centre_id from reintegration.broken_glass where id = :glass
                        """)
                .param("me", me.id().id())
                .param("now", now())
                .param("all", all)
                .param("glass", id)
                .query(UUID.class)
                .single();
        events.publishEvent(new AuditEntry(
                "GLASS_READ", centre, "glass:" + id, "%d cases, %d notes".formatted(cases.size(), notes.size())));
        return new Page(opening, cases, notes);
    }

    private Optional<Person> person(String typed) {
        String symbols = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        Matcher code = CODE.matcher(symbols);
        String clientCode = code.matches()
                ? "%s-%s-%05d".formatted(code.group(1), code.group(2), Integer.parseInt(code.group(3)))
                : "";
        return jdbc.sql("""
                        select clients.survivor(k.id) as client, k.centre_id from clients.client k where k.code = :code
                        union all
                        select c.client_id, c.centre_id from reintegration.case_file c where c.reference = :reference
                        limit 1
                        """)
                .param("code", clientCode)
                .param("reference", Reference.typed(typed).orElse(""))
                .query((row, number) ->
                        new Person(row.getObject("client", UUID.class), row.getObject("centre_id", UUID.class)))
                .optional();
    }

    private void tellOwners(Person person, Instant now, StaffMember me) {
        jdbc.sql("""
                        insert into reintegration.task (id, version, centre_id, case_id, kind, assignee_id, due_at, created_by,
                                                        created_at, once)
                        select gen_random_uuid(), 0, c.centre_id, c.id, 'GLASS_BROKEN', c.owner_id, :due, :me, :now,
                               gen_random_uuid()
                        from reintegration.case_file c
                        where c.centre_id = :centre and c.owner_id is distinct from :me
                          and (c.client_id in (select clients.same_person(:client))
                               or exists (select from reintegration.household_member m
                                          where m.case_id = c.id and m.client_id in (select clients.same_person(:client))))
                        """)
                .param("due", now.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .param("me", me.id().id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("centre", person.centre())
                .param("client", person.client())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
