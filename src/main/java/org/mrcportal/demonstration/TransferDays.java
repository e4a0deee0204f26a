package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Seal;

/**
 * Cases between centres: each centre asks the next one to take one on, has been refused another, and has handed a third over
 * with its assessments and its plan.
 */
final class TransferDays {

    /** By country of the centre that writes. */
    private static final Map<String, String> LETTERS = Map.of(
            "UZ", "Sizning shahringizga koʻchib oʻtyapti, u yerda opasi yashaydi. Payvandchilik kursiga yozilmoqchi.",
            "TJ", "Ба шаҳри шумо кӯчида меояд, хоҳараш он ҷо зиндагӣ мекунад. Мехоҳад ба курси кафшергарӣ дохил шавад.",
            "KG", "Шаарыңызга көчүп барат, эжеси ошол жерде жашайт. Ширетүүчүлөр курсуна жазылгысы келет.");

    private static final List<String> ALONG = List.of("ASSESSMENTS", "PLAN");

    private final Connection connection;
    private final Seal seal;
    private final Draw draw;
    private final Instant now;

    TransferDays(Connection connection, Seal seal, Draw draw, Instant now) {
        this.connection = connection;
        this.seal = seal;
        this.draw = draw;
        this.now = now;
    }

    /** @param at when it was opened, or closed */
    private record File(UUID id, UUID client, UUID owner, Instant at) {}

    void write(List<DemonstrationCentre> centres) throws SQLException {
        Rows transfers = new Rows(
                connection,
                "reintegration.transfer",
                "id, version, centre_id, case_id, to_centre_id, urgency, letter, takes, agreed_how, state, reason,"
                        + " offered_by, offered_at, settled_at, once");
        Rows events = new Rows(
                connection,
                "reintegration.case_event",
                "id, centre_id, case_id, at, kind, subject_id, staff_id, detail");
        for (int i = 0; i < centres.size(); i++) {
            DemonstrationCentre from = centres.get(i);
            DemonstrationCentre to = centres.get((i + 1) % centres.size());
            List<File> active = files(from, "c.state = 'ACTIVE'", "c.opened_at");
            if (active.size() < 2) {
                continue;
            }
            offer(transfers, events, from, to, active.getFirst(), "OFFERED", null, Duration.ofHours(20 + i));
            offer(transfers, events, from, to, active.get(1), "REFUSED", "NO_CAPACITY", Duration.ofDays(9));
            accepted(transfers, events, from, to);
        }
        transfers.flush();
        events.flush();
    }

    private UUID offer(
            Rows transfers,
            Rows events,
            DemonstrationCentre from,
            DemonstrationCentre to,
            File file,
            String state,
            @Nullable String reason,
            Duration ago)
            throws SQLException {
        Instant at = now.minus(ago);
        Instant settled = state.equals("OFFERED") ? null : at.plus(Duration.ofHours(5));
        UUID id = draw.id(at);
        agree(file, from);
        transfers.add(
                id,
                0L,
                from.id(),
                file.id(),
                to.id(),
                reason == null ? "URGENT" : "NORMAL",
                letter(from, id),
                ALONG,
                "ORAL",
                state,
                reason,
                file.owner(),
                at,
                settled,
                draw.id(at));
        events.add(draw.id(at), from.id(), file.id(), at, "TRANSFER_OFFERED", id, file.owner(), null);
        if (settled != null) {
            String kind = state.equals("REFUSED") ? "TRANSFER_REFUSED" : "TRANSFERRED";
            events.add(draw.id(settled), from.id(), file.id(), settled, kind, id, null, reason);
        }
        return id;
    }

    /** A case that was closed there goes on as one that has just begun here. */
    private void accepted(Rows transfers, Rows events, DemonstrationCentre from, DemonstrationCentre to)
            throws SQLException {
        List<File> old = files(
                from,
                "c.state = 'CLOSED' and c.emptied_at is null and exists (select from reintegration.assessment a"
                        + " where a.case_id = c.id and a.instrument = 'RSS' and a.completed_at is not null)",
                "c.closed_at");
        List<File> taken = files(
                to,
                "c.state in ('DRAFT', 'SCREENING') and not exists (select from reintegration.plan p where p.case_id = c.id)"
                        + " and not exists (select from reintegration.assessment a where a.case_id = c.id)",
                "c.opened_at");
        if (old.isEmpty() || taken.isEmpty()) {
            return;
        }
        File before = old.getFirst();
        File here = taken.getFirst();
        UUID id = offer(
                transfers,
                events,
                from,
                to,
                before,
                "ACCEPTED",
                null,
                Duration.between(here.at(), now).plusHours(5));
        change("update reintegration.closure set reason = 'TRANSFERRED' where case_id = ?", before.id());
        change(
                """
                insert into reintegration.arrival (id, centre_id, case_id, from_centre_id, letter, arrived_at)
                values (?, ?, ?, ?, ?, ?)
                """,
                id,
                to.id(),
                here.id(),
                from.id(),
                letter(from, id),
                here.at().atOffset(ZoneOffset.UTC));
        events.add(draw.id(here.at()), to.id(), here.id(), here.at(), "ARRIVED", id, here.owner(), null);
        assessments(before, here, to);
        plan(before, here, to);
    }

    private void assessments(File before, File here, DemonstrationCentre to) throws SQLException {
        change("""
                insert into reintegration.assessment (id, version, centre_id, case_id, client_id, instrument, instrument_version,
                    round, started_by, started_at, completed_at, economic, social, psychosocial, composite, asks_for_help, once,
                    taken_from, taken_begun)
                select md5(id || 'taken')::uuid, 0, ?, ?, ?, instrument, instrument_version, round, started_by, started_at,
                       completed_at, economic, social, psychosocial, composite, asks_for_help, md5(once || 'taken')::uuid, id,
                       completed_at is null
                from reintegration.assessment where case_id = ? and client_id = ?
                """, to.id(), here.id(), here.client(), before.id(), before.client());
        change("""
                insert into reintegration.assessment_answer (centre_id, case_id, assessment_id, instrument, instrument_version,
                    number, said, options)
                select a.centre_id, a.case_id, a.id, x.instrument, x.instrument_version, x.number, x.said, x.options
                from reintegration.assessment a join reintegration.assessment_answer x on x.assessment_id = a.taken_from
                where a.case_id = ?
                """, here.id());
        change("""
                insert into reintegration.assessment_score (centre_id, case_id, assessment_id, calculation, instrument,
                    instrument_version, economic, social, psychosocial, composite, band, answers, calculated_by, calculated_at)
                select a.centre_id, a.case_id, a.id, x.calculation, x.instrument, x.instrument_version, x.economic, x.social,
                       x.psychosocial, x.composite, x.band, x.answers, x.calculated_by, x.calculated_at
                from reintegration.assessment a join reintegration.assessment_score x on x.assessment_id = a.taken_from
                where a.case_id = ?
                """, here.id());
    }

    /** Goals, and of each the last step, which is still to be done. */
    private void plan(File before, File here, DemonstrationCentre to) throws SQLException {
        change("""
                insert into reintegration.plan (id, version, centre_id, case_id, state, created_by, created_at, once, taken_from)
                select md5(id || 'taken')::uuid, 0, ?, ?, 'DRAFT', ?, ?, md5(once || 'taken')::uuid, id
                from reintegration.plan where case_id = ? and state <> 'REPLACED'
                """, to.id(), here.id(), here.owner(), here.at().atOffset(ZoneOffset.UTC), before.id());
        change("""
                insert into reintegration.goal (id, version, centre_id, case_id, plan_id, dimension, text, position, once)
                select md5(g.id || 'taken')::uuid, 0, p.centre_id, p.case_id, p.id, g.dimension, g.text, g.position,
                       md5(g.once || 'taken')::uuid
                from reintegration.plan p join reintegration.goal g on g.plan_id = p.taken_from
                where p.case_id = ?
                """, here.id());
        change("""
                insert into reintegration.action (id, version, centre_id, case_id, goal_id, kind, text, doer, due_on, state,
                    state_since, position, once)
                select distinct on (g.id) md5(a.id || 'taken')::uuid, 0, p.centre_id, p.case_id, g.id, a.kind, a.text,
                       case a.doer when 'PARTNER' then 'STAFF' else a.doer end, (p.created_at + interval '60 days')::date,
                       'PLANNED', p.created_at, 1, md5(a.once || 'taken')::uuid
                from reintegration.plan p
                join reintegration.goal f on f.plan_id = p.taken_from
                join reintegration.goal g on g.id = md5(f.id || 'taken')::uuid
                join reintegration.action a on a.goal_id = f.id
                where p.case_id = ? order by g.id, a.position desc
                """, here.id());
    }

    private void agree(File file, DemonstrationCentre centre) throws SQLException {
        change(
                """
                insert into clients.consent (id, client_id, centre_id, purpose, shared_with, wording, language, how, given_at)
                select uuidv7(), ?, ?, 'SHARE_WITH_NETWORK', 'NETWORK', '2026-11', ?, 'ORAL', ?
                where not clients.agreed(?, 'SHARE_WITH_NETWORK', now())
                """,
                file.client(),
                centre.id(),
                centre.languages().getFirst(),
                now.minus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC),
                file.client());
    }

    private byte @Nullable [] letter(DemonstrationCentre from, UUID transfer) {
        return seal.seal(LETTERS.get(from.country()), "transfer.letter:" + transfer);
    }

    private void change(String sql, @Nullable Object... values) throws SQLException {
        try (var change = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                change.setObject(i + 1, values[i]);
            }
            change.executeUpdate();
        }
    }

    /** The latest first. */
    private List<File> files(DemonstrationCentre centre, String condition, String moment) throws SQLException {
        List<File> files = new ArrayList<>();
        try (var asked = connection.prepareStatement(
                "select c.id, c.client_id, c.owner_id, " + moment + " as at from reintegration.case_file c"
                        + " where c.centre_id = ? and c.owner_id is not null and not c.protected and " + condition
                        + " order by " + moment + " desc, c.id limit 5")) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    files.add(new File(
                            row.getObject("id", UUID.class),
                            row.getObject("client_id", UUID.class),
                            row.getObject("owner_id", UUID.class),
                            row.getObject("at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        return files;
    }
}
