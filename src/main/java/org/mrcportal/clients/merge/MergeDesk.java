package org.mrcportal.clients.merge;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.MergeParticipant;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.clients.search.FoundClient;
import org.mrcportal.clients.search.Match;
import org.mrcportal.clients.search.PeopleFinder;
import org.mrcportal.clients.search.Wanted;
import org.mrcportal.shared.AuditEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Merges two records of one centre. Nobody is merged by the portal itself. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER') and @identityReaders.include()")
class MergeDesk {

    /** How long a merge can be undone; as long the record that went is kept. */
    static final Duration UNDO = Duration.ofDays(30);

    private static final int MOST = 8;

    private final Sides sides;
    private final SealedIdentities identities;
    private final PeopleFinder people;
    private final ObjectProvider<MergeParticipant> modules;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MergeDesk(
            Sides sides,
            SealedIdentities identities,
            PeopleFinder people,
            ObjectProvider<MergeParticipant> modules,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sides = sides;
        this.identities = identities;
        this.people = people;
        this.modules = modules;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** A merge that happened. */
    record Done(
            UUID id,
            ClientId kept,
            String goneCode,
            Instant at,
            String by,
            boolean undone,
            boolean canBeUndone,
            String zone) {}

    /** The record a person stays, the others it may be, and the merges so far. */
    record Start(Side kept, List<FoundClient> alike, List<Done> done) {}

    Start start(ClientId id) {
        Side kept = sides.standing(id);
        List<FoundClient> alike = people.find(Wanted.like(kept.centre(), kept.contact(), null)).stream()
                .filter(client -> !client.id().equals(id) && client.match() != Match.SIMILAR_NAME)
                .limit(MOST)
                .toList();
        events.publishEvent(new AuditEntry("IDENTITY_READ", kept.centre().id(), "client:" + id, "merge"));
        return new Start(kept, alike, done(id));
    }

    /**
     * Both records, for the eyes of whoever decides.
     *
     * @param with a client code or an id, as typed or as in a link
     */
    Comparison compare(ClientId id, String with) {
        Comparison comparison = sides.meant(id, with);
        events.publishEvent(
                new AuditEntry("IDENTITY_READ", comparison.kept().centre().id(), "client:" + id, "merge"));
        events.publishEvent(new AuditEntry(
                "IDENTITY_READ",
                comparison.gone().centre().id(),
                "client:" + comparison.gone().id(),
                "merge"));
        return comparison;
    }

    /**
     * Makes one record part of the other.
     *
     * @param chosen what is taken from the record that goes although the other one says it too
     * @param state the {@link Comparison#state} that was looked at
     * @throws MergeRefused where one of them has changed since
     */
    UUID merge(ClientId keptId, ClientId goneId, Set<Field> chosen, String state, StaffId me) {
        sides.lock(keptId, goneId);
        Comparison comparison = sides.standing(keptId, goneId);
        if (!comparison.state().equals(state)) {
            throw new MergeRefused("clients.merge.changed");
        }
        Side kept = comparison.kept();
        Side gone = comparison.gone();
        UUID merge = UuidCreator.getTimeOrderedEpoch();
        Instant now = clock.instant();
        remember(merge, comparison, me, now);
        Set<Field> taken = comparison.taken(chosen);
        jdbc.sql("delete from clients.identity where client_id = ?")
                .param(goneId.id())
                .update();
        if (kept.identityVersion() >= 0 || gone.identityVersion() >= 0) {
            identities.replace(keptId, kept.centre(), contact(kept, gone, taken));
        }
        jdbc.sql("""
                        update clients.client set language = :language, sex = :sex, age_group = :ageGroup,
                            region_code = :region, migration_status = :status, version = version + 1
                        where id = :id
                        """)
                .param("language", (taken.contains(Field.LANGUAGE) ? gone : kept).language())
                .param("sex", (taken.contains(Field.SEX) ? gone : kept).sex())
                .param("ageGroup", (taken.contains(Field.AGE_GROUP) ? gone : kept).ageGroup())
                .param("region", (taken.contains(Field.REGION) ? gone : kept).region())
                .param("status", (taken.contains(Field.MIGRATION_STATUS) ? gone : kept).migrationStatus())
                .param("id", keptId.id())
                .update();
        jdbc.sql("update clients.client set merged_into = ?, version = version + 1 where id = ?")
                .params(keptId.id(), goneId.id())
                .update();
        write(merge, kept.centre(), moved(goneId, keptId));
        jdbc.sql("""
                        update clients.merge set
                            kept_client_version = (select version from clients.client where id = kept_id),
                            kept_identity_version = (select version from clients.identity where client_id = kept_id)
                        where id = ?
                        """).param(merge).update();
        events.publishEvent(new AuditEntry(
                "CLIENTS_MERGED", kept.centre().id(), "client:" + keptId, gone.code() + " → " + kept.code()));
        return merge;
    }

    private void remember(UUID merge, Comparison comparison, StaffId me, Instant now) {
        jdbc.sql("""
                        insert into clients.merge (id, centre_id, kept_id, gone_id, merged_at, merged_by, undo_until,
                            kept_client, gone_client, kept_identity, gone_identity, kept_client_version)
                        select :id, k.centre_id, k.id, g.id, :now, :me, :until, to_jsonb(k), to_jsonb(g),
                            (select to_jsonb(i) from clients.identity i where i.client_id = k.id),
                            (select to_jsonb(i) from clients.identity i where i.client_id = g.id), k.version
                        from clients.client k, clients.client g where k.id = :kept and g.id = :gone
                        """)
                .param("id", merge)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("me", me.id())
                .param("until", now.plus(UNDO).atOffset(ZoneOffset.UTC))
                .param("kept", comparison.kept().id().id())
                .param("gone", comparison.gone().id().id())
                .update();
    }

    private static Contact contact(Side kept, Side gone, Set<Field> taken) {
        Contact safe = (taken.contains(Field.SAFE_CONTACT) ? gone : kept).contact();
        return safe.called((taken.contains(Field.NAME) ? gone : kept).contact().name())
                .reachedAt(
                        (taken.contains(Field.PHONE) ? gone : kept).contact().phone(),
                        (taken.contains(Field.EMAIL) ? gone : kept).contact().email());
    }

    private List<MergeParticipant.Moved> moved(ClientId from, ClientId to) {
        List<MergeParticipant.Moved> moved = new ArrayList<>();
        jdbc.sql("""
                        update clients.consent c set client_id = :to where client_id = :from
                        and not exists (select from clients.consent o where o.client_id = :to and o.purpose = c.purpose
                                        and o.given_at = c.given_at) returning id
                        """)
                .param("from", from.id())
                .param("to", to.id())
                .query(UUID.class)
                .list()
                .forEach(consent -> moved.add(new MergeParticipant.Moved("CONSENT", consent)));
        modules.orderedStream().forEach(module -> moved.addAll(module.move(from, to)));
        return moved;
    }

    private void write(UUID merge, CentreId centre, List<MergeParticipant.Moved> moved) {
        jdbc.sql("""
                        insert into clients.merge_moved (merge_id, centre_id, what, row_id)
                        select :merge, :centre, what, id from unnest(:whats::text[], :ids::uuid[]) as m (what, id)
                        """)
                .param("merge", merge)
                .param("centre", centre.id())
                .param("whats", moved.stream().map(MergeParticipant.Moved::what).toArray(String[]::new))
                .param("ids", moved.stream().map(MergeParticipant.Moved::id).toArray(UUID[]::new))
                .update();
    }

    private List<Done> done(ClientId kept) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select m.id, g.code, m.merged_at, m.undo_until, m.undone_at, s.name, x.zone
                        from clients.merge m join clients.client g on g.id = m.gone_id
                        join accounts.staff s on s.id = m.merged_by join centres.centre x on x.id = m.centre_id
                        where m.kept_id = ? order by m.merged_at desc limit 20
                        """)
                .param(kept.id())
                .query((row, number) -> new Done(
                        row.getObject("id", UUID.class),
                        kept,
                        row.getString("code"),
                        row.getObject("merged_at", OffsetDateTime.class).toInstant(),
                        row.getString("name"),
                        row.getObject("undone_at") != null,
                        row.getObject("undone_at") == null
                                && row.getObject("undo_until", OffsetDateTime.class)
                                        .toInstant()
                                        .isAfter(now),
                        row.getString("zone")))
                .list();
    }
}
