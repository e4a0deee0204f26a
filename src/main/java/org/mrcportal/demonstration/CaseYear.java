package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Seal;

/**
 * A centre's cases of returnees, made from consultations of the year: the older a case, the further it has come. Some
 * belong to households, some are kept for their team, the newest wait for a case worker.
 */
final class CaseYear {

    private static final int CASES = 40;

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Weighted<String> FROM = Weighted.of("RU", 62)
            .or("KZ", 12)
            .or("DE", 7)
            .or("PL", 6)
            .or("TR", 6)
            .or("LT", 3)
            .or("KR", 2)
            .or("AE", 2);

    private static final Weighted<String> TYPE =
            Weighted.of("VOLUNTARY", 52).or("FORCED", 30).or("VULNERABLE", 18);

    /** Why cases end; contact that was lost is written where the attempts are. */
    private static final List<String> REASONS = List.of(
            "PLAN_DONE", "SELF_RELIANT", "SELF_RELIANT", "MIGRATED_AGAIN", "WITHDREW", "TRANSFERRED", "DECEASED");

    private static final List<String> STATES =
            List.of("DRAFT", "SCREENING", "ASSESSED", "PLAN_APPROVED", "ACTIVE", "MONITORING", "CLOSED", "REOPENED");

    private static final List<String> CUES = List.of(
            "PROMISES_BROKEN",
            "RECRUITMENT_DEBT",
            "PAPERS_TAKEN",
            "HANDED_OVER",
            "LOCKED_IN",
            "CUT_OFF",
            "WAGES_WITHHELD",
            "THREATS",
            "VIOLENCE_AT_WORK",
            "OVERTIME",
            "BAD_CONDITIONS",
            "NO_CHOICE",
            "STILL_PRESSED",
            "MEDICAL",
            "CHILD_ALONE",
            "VIOLENCE_NOW",
            "SUICIDE");

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final List<Colleague> workers;
    private final Colleague counsellor;
    private final Seal seal;
    private final Draw draw;
    private final Instant now;
    private final Rows files;
    private final Rows members;
    private final Rows people;
    private final Rows events;
    private final Rows views;
    private final Rows tasks;
    private final Rows closures;
    private final PreparedStatement screenings;

    CaseYear(
            Connection connection,
            DemonstrationCentre centre,
            List<Colleague> workers,
            Colleague counsellor,
            Seal seal,
            Draw draw,
            Instant now)
            throws SQLException {
        this.connection = connection;
        this.centre = centre;
        this.workers = workers;
        this.counsellor = counsellor;
        this.seal = seal;
        this.draw = draw;
        this.now = now;
        files = new Rows(
                connection,
                "reintegration.case_file",
                "id, version, centre_id, client_id, reference, case_type, household, protected, source, encounter_id,"
                        + " state, state_since, language, owner_id, returned_from, returned_on, months_abroad, flags,"
                        + " closed_at, once, opened_by, opened_at");
        members = new Rows(connection, "reintegration.case_member", "centre_id, case_id, staff_id, added_by, added_at");
        people = new Rows(
                connection,
                "reintegration.household_member",
                "id, version, centre_id, case_id, client_id, name, relation, head, sex, age_group, shown, added_by,"
                        + " added_at, once");
        events = new Rows(
                connection,
                "reintegration.case_event",
                "id, centre_id, case_id, at, kind, subject_id, staff_id, detail");
        views = new Rows(connection, "reintegration.case_view", "id, centre_id, case_id, staff_id, at, page, by_glass");
        tasks = new Rows(
                connection,
                "reintegration.task",
                "id, version, centre_id, case_id, kind, text, assignee_id, due_at, done_at, done_by, created_by,"
                        + " created_at, once, person_id");
        closures = new Rows(
                connection,
                "reintegration.closure",
                "id, centre_id, case_id, reason, outcome, closed_by, closed_at, reopened_by, reopened_at, once");
        screenings = connection.prepareStatement("""
                insert into reintegration.screening (id, centre_id, case_id, instrument, cues, result, author_id, made_at, once,
                                                     of_client, member_id)
                values (?, ?, ?, 1, ?::jsonb, ?, ?, ?, ?, ?, ?)
                """);
    }

    /** Somebody who may be helped to settle again. */
    private record Returnee(UUID client, UUID consultation, String language, String sex, Instant talked) {}

    void write() throws SQLException {
        List<Returnee> returnees = returnees();
        for (int i = 0; i < returnees.size(); i++) {
            open(returnees.get(i), i, returnees.size());
        }
        files.flush();
        for (Rows rows : List.of(members, people, events, views, tasks, closures)) {
            rows.flush();
        }
        screenings.executeBatch();
        screenings.close();
    }

    private void open(Returnee returnee, int number, int all) throws SQLException {
        String state = state(number * 100 / all);
        int steps = steps(state);
        Instant opened = returnee.talked().plus(Duration.ofMinutes(20));
        Colleague owner = state.equals("DRAFT") && number % 2 == 0 ? null : workers.get(number % 5 == 4 ? 1 : 0);
        UUID id = draw.id(opened);
        boolean household = number % 6 == 2;
        boolean kept = number % 11 == 7;
        String type = draw.from(TYPE);
        LocalDate talked = LocalDate.ofInstant(returnee.talked(), centre.zone());
        Duration stage = Duration.between(opened, now).dividedBy(steps + 1L);
        Instant since = opened.plus(stage.multipliedBy(steps));
        files.add(
                id,
                3L,
                centre.id(),
                returnee.client(),
                reference(),
                type,
                household,
                kept,
                "CONSULTATION",
                returnee.consultation(),
                state,
                since,
                returnee.language(),
                owner == null ? null : owner.id(),
                draw.from(FROM),
                talked.minusDays(5L + draw.below(60)),
                4 + draw.below(70),
                flags(type, isStrong(number)),
                state.equals("CLOSED") ? since : null,
                draw.id(opened),
                counsellor.id(),
                opened);
        event(id, opened, "OPENED", counsellor, "CONSULTATION");
        if (owner == null) {
            handOver(id, opened);
        }
        if (owner != null) {
            walk(id, owner, state, opened, stage, steps);
            screen(id, owner, type, number, steps, opened.plus(stage));
            if (kept && owner != workers.getFirst()) {
                members.add(centre.id(), id, workers.getFirst().id(), owner.id(), opened.plusSeconds(4000));
            }
        }
        if (household) {
            household(id, returnee, opened, steps < 2 ? null : owner);
        }
    }

    /** A counsellor has handed the person over, and nobody has taken the case. */
    private void handOver(UUID id, Instant at) throws SQLException {
        event(id, at.plusSeconds(5), "HANDED_OVER", counsellor, null);
        task(id, null, "HANDED_OVER", at, at.plus(Duration.ofHours(24)), null);
    }

    /** One of the portal's tasks, for the supervisors. */
    private void task(UUID id, @Nullable UUID person, String kind, Instant at, Instant due, @Nullable Colleague doneBy)
            throws SQLException {
        tasks.add(
                draw.id(at),
                0L,
                centre.id(),
                id,
                kind,
                null,
                null,
                due,
                doneBy == null ? null : at.plus(Duration.ofHours(6)),
                doneBy == null ? null : doneBy.id(),
                null,
                at,
                draw.id(at),
                person);
    }

    private static boolean isStrong(int number) {
        return number % 13 == 5;
    }

    /** Leaves what the way to the state leaves: its moves, who looked, and why a case was closed. */
    private void walk(UUID id, Colleague owner, String state, Instant opened, Duration stage, int steps)
            throws SQLException {
        event(id, opened.plusSeconds(1800), "TAKEN", owner, null);
        for (int step = 1; step <= steps; step++) {
            Instant at = opened.plus(stage.multipliedBy(step));
            String to = STATES.get(step);
            boolean end = step >= STATES.indexOf("CLOSED");
            event(id, at, end ? to : "MOVED", owner, to);
            view(id, at.minusSeconds(240), owner);
            if (step == STATES.indexOf("CLOSED")) {
                Instant again = state.equals("REOPENED") ? at.plus(stage) : null;
                closures.add(
                        draw.id(at),
                        centre.id(),
                        id,
                        draw.oneOf(REASONS),
                        null,
                        owner.id(),
                        at,
                        again == null ? null : owner.id(),
                        again,
                        draw.id(at));
            }
        }
        if (draw.chance(0.4)) {
            view(id, now.minus(Duration.ofHours(3L + draw.below(200))), workers.getLast());
        }
    }

    private void screen(UUID id, Colleague owner, String type, int number, int steps, Instant at) throws SQLException {
        if (steps < 2 && number % 3 != 0 || steps == 0) {
            return;
        }
        String result =
                isStrong(number) ? "STRONG" : type.equals("VULNERABLE") || number % 5 == 1 ? "POSSIBLE" : "NONE";
        List<String> seen =
                switch (result) {
                    case "STRONG" -> List.of("PAPERS_TAKEN", "WAGES_WITHHELD", "LOCKED_IN", "OVERTIME");
                    case "POSSIBLE" -> List.of("WAGES_WITHHELD", "PROMISES_BROKEN");
                    default -> List.of();
                };
        screening(id, null, owner, result, seen, at);
        if (result.equals("STRONG")) {
            boolean done = steps > 2;
            task(
                    id,
                    null,
                    "STRONG_SCREENING",
                    at,
                    done ? at.plus(Duration.ofHours(24)) : now.plus(Duration.ofHours(9)),
                    done ? owner : null);
        }
    }

    /** @param member of the household; null: the case's client */
    private void screening(
            UUID id, @Nullable UUID member, Colleague owner, String result, List<String> seen, Instant at)
            throws SQLException {
        StringBuilder cues = new StringBuilder("{");
        for (String cue : CUES) {
            cues.append(cues.length() > 1 ? "," : "")
                    .append('"')
                    .append(cue)
                    .append("\":\"")
                    .append(seen.contains(cue) ? "YES" : "NO")
                    .append('"');
        }
        screenings.setObject(1, draw.id(at));
        screenings.setObject(2, centre.id());
        screenings.setObject(3, id);
        screenings.setString(4, cues.append('}').toString());
        screenings.setString(5, result);
        screenings.setObject(6, owner.id());
        screenings.setObject(7, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
        screenings.setObject(8, draw.id(at));
        screenings.setBoolean(9, member == null);
        screenings.setObject(10, member);
        screenings.addBatch();
        event(id, at, "SCREENED", owner, null);
    }

    /** @param screener who has screened the children, too; null: nobody yet */
    private void household(UUID id, Returnee returnee, Instant at, @Nullable Colleague screener) throws SQLException {
        boolean woman = returnee.sex().equals("F");
        member(id, returnee.client(), null, "SELF", !woman, returnee.sex(), null, at);
        Names names = new Names(draw);
        String other = woman ? "M" : "F";
        member(id, null, names.called(manner(), other), "SPOUSE", woman, other, "30_39", at);
        for (int child = draw.below(3); child >= 0; child--) {
            String sex = draw.chance(0.5) ? "F" : "M";
            UUID member = member(id, null, names.called(manner(), sex), "CHILD", false, sex, "UNDER_18", at);
            if (screener != null) {
                List<String> seen = child == 0 ? List.of("MEDICAL") : List.of();
                screening(id, member, screener, child == 0 ? "POSSIBLE" : "NONE", seen, at.plusSeconds(86_400));
            }
        }
    }

    private UUID member(
            UUID file,
            @Nullable UUID client,
            @Nullable String name,
            String relation,
            boolean head,
            String sex,
            @Nullable String ageGroup,
            Instant at)
            throws SQLException {
        UUID id = draw.id(at);
        people.add(
                id,
                0L,
                centre.id(),
                file,
                client,
                seal.seal(name, "household.name:" + id),
                relation,
                head,
                sex,
                ageGroup,
                relation.equals("SPOUSE") && draw.chance(0.7),
                counsellor.id(),
                at,
                draw.id(at));
        return id;
    }

    private void event(UUID id, Instant at, String kind, Colleague by, @Nullable String detail) throws SQLException {
        events.add(draw.id(at), centre.id(), id, at, kind, null, by.id(), detail);
    }

    private void view(UUID id, Instant at, Colleague by) throws SQLException {
        views.add(draw.id(at), centre.id(), id, by.id(), at, "CASE", false);
    }

    private List<String> flags(String type, boolean danger) {
        List<String> flags = new ArrayList<>();
        if (danger) {
            flags.add("SAFETY");
        }
        if (draw.chance(0.08)) {
            flags.add("URGENT");
        }
        if (draw.chance(0.15)) {
            flags.add("MONEY");
        }
        if (type.equals("VULNERABLE") && draw.chance(0.5)) {
            flags.add("HEALTH");
        }
        if (draw.chance(0.06)) {
            flags.add("DO_NOT_CALL");
        }
        return flags;
    }

    /** The oldest cases are closed, the newest are drafts. */
    private static String state(int percent) {
        if (percent < 15) {
            return "CLOSED";
        }
        if (percent < 20) {
            return "REOPENED";
        }
        if (percent < 34) {
            return "MONITORING";
        }
        if (percent < 62) {
            return "ACTIVE";
        }
        return percent < 72 ? "PLAN_APPROVED" : percent < 82 ? "ASSESSED" : percent < 92 ? "SCREENING" : "DRAFT";
    }

    private static int steps(String state) {
        return STATES.indexOf(state);
    }

    private String reference() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append(CROCKFORD.charAt(draw.below(32)));
        }
        return text.toString();
    }

    private Names.Manner manner() {
        return switch (centre.country()) {
            case "TJ" -> Names.Manner.TAJIK;
            case "KG" -> Names.Manner.KYRGYZ;
            default -> Names.Manner.UZBEK_LATIN;
        };
    }

    /** The oldest first; people who have returned before all others. */
    private List<Returnee> returnees() throws SQLException {
        List<Returnee> found = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select * from (
                    select distinct on (k.id) k.id client, t.id consultation, k.language, coalesce(t.sex, 'M') sex, t.ended_at,
                           t.migration_status
                    from counselling.consultation t join clients.client k on k.id = t.client_id
                    where t.centre_id = ? and t.started_at < ?
                    order by k.id, (t.migration_status = 'RETURNEE') desc, t.started_at) x
                order by (migration_status = 'RETURNEE') desc, md5(client::text) limit ?
                """)) {
            asked.setObject(1, centre.id());
            asked.setObject(2, OffsetDateTime.ofInstant(now.minus(Duration.ofDays(1)), ZoneOffset.UTC));
            asked.setInt(3, CASES);
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    found.add(new Returnee(
                            row.getObject("client", UUID.class),
                            row.getObject("consultation", UUID.class),
                            row.getString("language"),
                            row.getString("sex"),
                            row.getObject("ended_at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        found.sort(java.util.Comparator.comparing(Returnee::talked));
        return found;
    }
}
