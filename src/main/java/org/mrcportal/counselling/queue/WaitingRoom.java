package org.mrcportal.counselling.queue;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads who came to a centre today, and how long talks take there. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class WaitingRoom {

    /** How long somebody counts as at work after the last person. */
    private static final Duration AT_WORK = Duration.ofMinutes(90);

    private static final Duration MEASURED = Duration.ofDays(28);

    /** The rules stand in every row, and in one of their own where nobody came. */
    private static final String PEOPLE = """
            select r.patience_minutes, r.desks, p.*
            from (select :centre centre_id) c
            left join counselling.queue_rules r on r.centre_id = c.centre_id
            left join (
            select w.id, w.ticket number, w.arrived_at, null::timestamptz booked_for, w.language, w.counsellor_sex,
                   false interpreter, w.service_code, w.state, w.counsellor_id, s.name counsellor, w.started_at,
                   w.finished_at, t.standing, t.first_called_at, t.called_at, t.called_by, b.name called_by_name, t.desk,
                   exists (select from counselling.consultation c where c.walk_in_id = w.id) logged
            from counselling.walk_in w
            left join counselling.ticket t on t.walk_in_id = w.id
            left join accounts.staff s on s.id = w.counsellor_id
            left join accounts.staff b on b.id = t.called_by
            where w.centre_id = :centre and w.day = :day
            union all
            select a.id, t.number, coalesce(a.arrived_at, t.left_at, a.starts_at), a.starts_at, a.language, a.counsellor_sex,
                   'INTERPRETER' = any (a.needs), a.service_code, case a.state when 'BOOKED' then 'LEFT' else a.state end,
                   a.counsellor_id, s.name, a.started_at, a.finished_at, t.standing, t.first_called_at, t.called_at,
                   t.called_by, b.name, t.desk,
                   exists (select from counselling.consultation c where c.appointment_id = a.id)
            from counselling.appointment a
            left join counselling.ticket t on t.appointment_id = a.id
            left join accounts.staff s on s.id = a.counsellor_id
            left join accounts.staff b on b.id = t.called_by
            where a.centre_id = :centre and a.starts_at >= :from and a.starts_at < :before
              and (a.state = 'ARRIVED' or a.state in ('IN_SESSION', 'COMPLETED') and t.id is not null
                   or a.state = 'BOOKED' and t.left_at is not null)
            ) p on true
            order by p.arrived_at, p.id
            """;

    private static final String TALKS = """
            select count(*), percentile_cont(0.25) within group (order by minutes) short,
                   percentile_cont(0.75) within group (order by minutes) long
            from (select extract(epoch from finished_at - started_at) / 60 minutes from counselling.walk_in
                  where centre_id = :centre and day >= :day and state = 'COMPLETED'
                  union all
                  select extract(epoch from finished_at - started_at) / 60 from counselling.appointment
                  where centre_id = :centre and starts_at >= :from and starts_at < :before and state = 'COMPLETED') talks
            where minutes between 1 and 240
            """;

    private static final String RULES =
            "select patience_minutes, desks from counselling.queue_rules where centre_id = ?";

    private final JdbcClient jdbc;
    private final Clock clock;

    WaitingRoom(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How the centre runs its line. */
    record Rules(Duration patience, List<String> desks) {

        static final Rules USUAL = new Rules(Duration.ofMinutes(40), List.of());
    }

    /** Everybody of today, by arrival. */
    record Today(List<InLine> people, Rules rules, Instant now) {

        List<InLine> inTurn() {
            return Turns.inTurn(people, now, rules.patience());
        }

        List<InLine> standing(Standing standing) {
            return people.stream().filter(person -> person.is(standing)).toList();
        }

        /** How many counsellors are at work, as far as their people tell. */
        int atWork() {
            Instant since = now.minus(AT_WORK);
            return (int) people.stream()
                    .filter(person -> person.keptBusySince(since))
                    .map(person -> person.counsellor() != null ? person.counsellor() : person.calledBy())
                    .filter(Objects::nonNull)
                    .distinct()
                    .count();
        }
    }

    Today today(CentreCard centre) {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, centre.zone());
        List<InLine> people = new ArrayList<>();
        List<Rules> rules = jdbc.sql(PEOPLE)
                .param("centre", centre.id().id())
                .param("day", day)
                .param("from", midnight(day, centre.zone()))
                .param("before", midnight(day.plusDays(1), centre.zone()))
                .query((row, number) -> {
                    if (row.getObject("id") != null) {
                        people.add(person(row));
                    }
                    return rules(row);
                })
                .list();
        return new Today(List.copyOf(people), rules.getFirst(), now);
    }

    Rules rules(CentreId centre) {
        return jdbc.sql(RULES)
                .param(centre.id())
                .query((row, number) -> rules(row))
                .optional()
                .orElse(Rules.USUAL);
    }

    private static Rules rules(ResultSet row) throws SQLException {
        Array desks = row.getArray("desks");
        return desks == null
                ? Rules.USUAL
                : new Rules(
                        Duration.ofMinutes(row.getInt("patience_minutes")), Arrays.asList((String[]) desks.getArray()));
    }

    /** How long talks took at the centre in the last four weeks. */
    Estimate.Talks talks(CentreCard centre) {
        Instant since = clock.instant().minus(MEASURED);
        return jdbc.sql(TALKS)
                .param("centre", centre.id().id())
                .param("day", LocalDate.ofInstant(since, centre.zone()))
                .param("from", since.atOffset(ZoneOffset.UTC))
                .param("before", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Estimate.Talks(row.getInt("count"), row.getDouble("short"), row.getDouble("long")))
                .single();
    }

    private static OffsetDateTime midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
    }

    private static InLine person(ResultSet row) throws SQLException {
        return new InLine(
                row.getObject("id", UUID.class),
                row.getObject("number", Integer.class),
                Objects.requireNonNull(moment(row, "arrived_at")),
                moment(row, "booked_for"),
                row.getString("language"),
                row.getString("counsellor_sex"),
                row.getBoolean("interpreter"),
                row.getString("service_code"),
                standing(row.getString("state"), row.getString("standing")),
                staff(row, "counsellor_id"),
                row.getString("counsellor"),
                moment(row, "first_called_at"),
                moment(row, "called_at"),
                staff(row, "called_by"),
                row.getString("called_by_name"),
                row.getString("desk"),
                moment(row, "started_at"),
                moment(row, "finished_at"),
                row.getBoolean("logged"));
    }

    /** The record says whether the waiting is over; the ticket says how it goes until then. */
    private static Standing standing(String state, @Nullable String standing) {
        return switch (state) {
            case "WAITING", "ARRIVED" -> standing == null ? Standing.WAITING : Standing.valueOf(standing);
            default -> Standing.valueOf(state);
        };
    }

    private static @Nullable StaffId staff(ResultSet row, String column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new StaffId(id);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
