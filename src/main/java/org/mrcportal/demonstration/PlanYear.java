package org.mrcportal.demonstration;

import java.math.BigDecimal;
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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a centre's cases, the funds that pay for them and the assistance given: as far as each case has come. What is
 * written for a client is in the client's language.
 */
final class PlanYear {

    private static final BigDecimal TOOL = new BigDecimal("420.00");
    private static final BigDecimal CASH = new BigDecimal("120.00");

    /** Goal, two steps; goal, step; goal, step. */
    private static final Map<String, List<String>> TEXTS = Map.of(
            "uz",
            List.of(
                    "Oʻz ishidan daromad topadi",
                    "Nonvoylik kursini tugatadi",
                    "Elektr pech olinadi",
                    "Barcha hujjatlari bor",
                    "Pasport uchun ariza beradi",
                    "Mahallada yana oʻz oʻrnini topadi",
                    "Qaytganlar uchrashuviga boradi"),
            "ru",
            List.of(
                    "Зарабатывает своим делом",
                    "Заканчивает курс пекаря",
                    "Покупается электрическая печь",
                    "Все документы в порядке",
                    "Подаёт заявление на паспорт",
                    "Снова чувствует себя дома",
                    "Приходит на встречу вернувшихся"),
            "tg",
            List.of(
                    "Бо кори худ даромад мегирад",
                    "Курси нонпазиро хатм мекунад",
                    "Танӯри барқӣ харида мешавад",
                    "Ҳамаи ҳуҷҷатҳо омодаанд",
                    "Барои шиноснома ариза медиҳад",
                    "Дар маҳалла боз ҷои худро меёбад",
                    "Ба вохӯрии баргаштагон меояд"),
            "ky",
            List.of(
                    "Өз иши менен киреше табат",
                    "Нан бышыруу курсун бүтүрөт",
                    "Электр меш сатылып алынат",
                    "Бардык документтери бар",
                    "Паспортко арыз берет",
                    "Айылда кайрадан өз ордун табат",
                    "Кайтып келгендердин жолугушуусуна барат"),
            "en",
            List.of(
                    "Earns a living with a business",
                    "Finishes the course for bakers",
                    "An electric oven is bought",
                    "Has all papers",
                    "Applies for a passport",
                    "Feels at home again",
                    "Comes to a meeting of people who have returned"));

    private final Connection connection;
    private final DemonstrationCentre centre;
    private final List<Colleague> workers;
    private final Draw draw;
    private final Instant now;
    private final Rows funds;
    private final Rows rules;
    private final Rows plans;
    private final Rows goals;
    private final Rows actions;
    private final Rows words;
    private final Rows help;
    private final Rows quotations;
    private final PreparedStatement decisions;
    private final PreparedStatement history;

    PlanYear(Connection connection, DemonstrationCentre centre, List<Colleague> workers, Draw draw, Instant now)
            throws SQLException {
        this.connection = connection;
        this.centre = centre;
        this.workers = workers;
        this.draw = draw;
        this.now = now;
        funds = new Rows(
                connection,
                "reintegration.fund",
                "id, version, centre_id, project, donor, currency, amount, starts_on, ends_on, created_by, created_at, once");
        rules = new Rows(
                connection,
                "reintegration.assistance_rule",
                "centre_id, currency, cash_limit, quotations_above, set_by, set_at");
        plans = new Rows(
                connection,
                "reintegration.plan",
                "id, version, centre_id, case_id, state, agreed_on, agreed_how, created_by, created_at, once");
        goals = new Rows(
                connection,
                "reintegration.goal",
                "id, version, centre_id, case_id, plan_id, dimension, text, position, once");
        actions = new Rows(
                connection,
                "reintegration.action",
                "id, version, centre_id, case_id, goal_id, kind, text, doer, due_on, cost, currency, fund_id, state,"
                        + " state_since, position, once");
        words = new Rows(
                connection, "reintegration.step_word", "id, centre_id, case_id, action_id, said_by, word, said_at");
        help = new Rows(
                connection,
                "reintegration.assistance",
                "id, version, centre_id, case_id, action_id, kind, form, text, cost, currency, spent, fund_id, state,"
                        + " requested_by, requested_at, decided_by, decided_at, decision_note, delivered_on,"
                        + " acknowledged_on, acknowledged_how, cash_reason, once");
        quotations = new Rows(
                connection, "reintegration.quotation", "centre_id, case_id, assistance_id, position, supplier, amount");
        decisions = connection.prepareStatement("""
                update reintegration.plan set state = ?, submitted_by = ?, submitted_at = ?, approved_by = ?, approved_at = ?,
                       first_approved_at = ? where id = ?
                """);
        history = connection.prepareStatement("""
                insert into reintegration.plan_change (id, centre_id, case_id, plan_id, staff_id, at, what, changes)
                values (?, ?, ?, ?, ?, ?, ?, '[]'::jsonb)
                """);
    }

    /** A case as far as it has come. */
    private record File(UUID id, String state, String language, UUID owner, Instant opened) {}

    void write() throws SQLException {
        UUID fund = fund("Sustainable return and reintegration", "European Union", "60000.00");
        fund("Small grants for women", null, "9000.00");
        rules.add(centre.id(), "USD", new BigDecimal("300.00"), new BigDecimal("500.00"), owner(null), now);
        funds.flush();
        rules.flush();
        List<File> files = files();
        for (int i = 0; i < files.size(); i++) {
            plan(files.get(i), i, fund);
        }
        for (Rows rows : List.of(plans, goals, actions, words, help, quotations)) {
            rows.flush();
        }
        decisions.executeBatch();
        decisions.close();
        history.executeBatch();
        history.close();
    }

    private UUID fund(String project, @Nullable String donor, String amount) throws SQLException {
        Instant made = now.minus(Duration.ofDays(700));
        UUID id = draw.id(made);
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        funds.add(
                id,
                0L,
                centre.id(),
                project,
                donor,
                "USD",
                new BigDecimal(amount),
                today.minusDays(800),
                today.plusDays(400),
                owner(null),
                made,
                draw.id(made));
        return id;
    }

    private void plan(File file, int number, UUID fund) throws SQLException {
        List<String> texts =
                Objects.requireNonNullElse(TEXTS.get(file.language()), Objects.requireNonNull(TEXTS.get("en")));
        Duration age = Duration.between(file.opened(), now);
        Instant approved = file.opened().plus(age.dividedBy(4));
        boolean waits = file.state().equals("ASSESSED") && number % 2 == 0;
        Instant made = waits ? now.minus(lately(age, number)) : file.opened().plus(age.dividedBy(5));
        boolean agreed = waits || !file.state().equals("ASSESSED");
        boolean settled = List.of("MONITORING", "CLOSED", "REOPENED").contains(file.state());
        boolean active = file.state().equals("ACTIVE");
        UUID second = owner(file.owner());
        UUID plan = draw.id(made);
        plans.add(
                plan,
                2L,
                centre.id(),
                file.id(),
                "DRAFT",
                agreed ? LocalDate.ofInstant(made, centre.zone()) : null,
                agreed ? (number % 3 == 0 ? "ORAL" : "WRITTEN") : null,
                file.owner(),
                made,
                draw.id(made));
        if (waits) {
            decide(plan, "SUBMITTED", number % 4 == 0 ? second : file.owner(), made, null, null);
        } else if (agreed) {
            decide(plan, "APPROVED", file.owner(), made, second, approved);
            change(file, plan, second, approved, "APPROVED");
        }
        change(file, plan, file.owner(), made, "GOAL_ADDED");
        String begun = settled ? "DONE" : active ? "STARTED" : "PLANNED";
        UUID work = goal(file, plan, "ECONOMIC", texts.get(0), 1, made);
        UUID course = action(file, work, "VOCATIONAL_TRAINING", texts.get(1), "CLIENT", 1, null, begun, approved);
        UUID tool = action(file, work, "NON_CASH", texts.get(2), "STAFF", 2, fund, begun, approved);
        UUID papers = goal(file, plan, "SOCIAL", texts.get(3), 2, made);
        action(
                file,
                papers,
                "DOCUMENTS",
                texts.get(4),
                "CLIENT",
                1,
                null,
                settled ? (number % 4 == 0 ? "IMPOSSIBLE" : "DONE") : "PLANNED",
                approved);
        UUID home = goal(file, plan, "PSYCHOSOCIAL", texts.get(5), 3, made);
        action(file, home, "STEP", texts.get(6), "CLIENT", 1, null, settled ? "DONE" : "PLANNED", approved);
        if (active && number % 3 == 0) {
            Instant said = now.minus(Duration.ofHours(20L + number));
            words.add(draw.id(said), centre.id(), file.id(), course, "CLIENT", "DONE", said);
        }
        assistance(file, number, tool, texts.get(2), fund, second, approved, active, settled);
    }

    private void assistance(
            File file,
            int number,
            UUID tool,
            String text,
            UUID fund,
            UUID second,
            Instant approved,
            boolean active,
            boolean settled)
            throws SQLException {
        String state = settled
                ? "ACKNOWLEDGED"
                : !active
                        ? file.state().equals("PLAN_APPROVED") ? "REQUESTED" : null
                        : List.of("APPROVED", "DELIVERED", "ACKNOWLEDGED", "REFUSED")
                                .get(number % 4);
        if (state == null) {
            return;
        }
        Instant asked = state.equals("REQUESTED")
                ? now.minus(lately(Duration.between(approved, now), number))
                : approved.plus(Duration.ofHours(30));
        boolean colleague = number % 3 == 0;
        UUID by = colleague ? second : file.owner();
        UUID decider = colleague ? file.owner() : second;
        UUID id = help(file, tool, "NON_CASH", "IN_KIND", text, TOOL, null, fund, state, by, decider, asked);
        for (int i = 1; i <= 3; i++) {
            quotations.add(
                    centre.id(),
                    file.id(),
                    id,
                    i,
                    List.of("Nur Savdo", "Texnomart", "Bazar 12").get(i - 1),
                    TOOL.add(BigDecimal.valueOf(15L * (i - 1))));
        }
        if (active && number % 4 == 1) {
            help(
                    file,
                    null,
                    "CASH",
                    "CASH",
                    "First two weeks",
                    CASH,
                    "The shop in the village takes no vouchers",
                    fund,
                    "DELIVERED",
                    by,
                    decider,
                    asked.plusSeconds(7200));
        }
    }

    /** A few days ago, but not before it can have been. */
    private static Duration lately(Duration most, int number) {
        Duration days = Duration.ofHours(5L + number % 7 * 22L);
        return days.compareTo(most) < 0 ? days : most.dividedBy(2);
    }

    private UUID help(
            File file,
            @Nullable UUID step,
            String kind,
            String form,
            String text,
            BigDecimal cost,
            @Nullable String cashReason,
            UUID fund,
            String state,
            UUID by,
            UUID decider,
            Instant asked)
            throws SQLException {
        Instant at = asked.isAfter(now) ? now.minusSeconds(600) : asked;
        boolean decided = !state.equals("REQUESTED");
        boolean given = state.equals("DELIVERED") || state.equals("ACKNOWLEDGED");
        LocalDate day = LocalDate.ofInstant(at, centre.zone());
        UUID id = draw.id(at);
        help.add(
                id,
                1L,
                centre.id(),
                file.id(),
                step,
                kind,
                form,
                text,
                cost,
                "USD",
                given ? cost : null,
                fund,
                state,
                by,
                at,
                decided ? decider : null,
                decided ? at.plusSeconds(300) : null,
                state.equals("REFUSED") ? "Ask for three quotations from the region first" : null,
                given ? day : null,
                state.equals("ACKNOWLEDGED") ? day : null,
                state.equals("ACKNOWLEDGED") ? "WRITTEN" : null,
                cashReason,
                draw.id(at));
        return id;
    }

    private UUID goal(File file, UUID plan, String dimension, String text, int position, Instant at)
            throws SQLException {
        UUID id = draw.id(at);
        goals.add(id, 0L, centre.id(), file.id(), plan, dimension, text, position, draw.id(at));
        return id;
    }

    private UUID action(
            File file,
            UUID goal,
            String kind,
            String text,
            String doer,
            int position,
            @Nullable UUID fund,
            String state,
            Instant at)
            throws SQLException {
        UUID id = draw.id(at);
        actions.add(
                id,
                0L,
                centre.id(),
                file.id(),
                goal,
                kind,
                text,
                doer,
                LocalDate.ofInstant(now, centre.zone()).plusDays(draw.below(120) - 15L),
                fund == null ? null : TOOL,
                fund == null ? null : "USD",
                fund,
                state,
                at,
                position,
                draw.id(at));
        return id;
    }

    private void decide(UUID plan, String state, UUID by, Instant at, @Nullable UUID second, @Nullable Instant approved)
            throws SQLException {
        decisions.setString(1, state);
        decisions.setObject(2, by);
        decisions.setObject(3, utc(at));
        decisions.setObject(4, second);
        decisions.setObject(5, utc(approved));
        decisions.setObject(6, utc(approved));
        decisions.setObject(7, plan);
        decisions.addBatch();
    }

    private void change(File file, UUID plan, UUID by, Instant at, String what) throws SQLException {
        history.setObject(1, draw.id(at));
        history.setObject(2, centre.id());
        history.setObject(3, file.id());
        history.setObject(4, plan);
        history.setObject(5, by);
        history.setObject(6, utc(at));
        history.setString(7, what);
        history.addBatch();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    /** A colleague, another than this one. */
    private UUID owner(@Nullable UUID than) {
        return workers.stream()
                .map(Colleague::id)
                .filter(id -> !id.equals(than))
                .findFirst()
                .orElseThrow();
    }

    private List<File> files() throws SQLException {
        List<File> found = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select id, state, language, owner_id, opened_at from reintegration.case_file
                where centre_id = ? and owner_id is not null and state not in ('DRAFT', 'SCREENING') order by opened_at, id
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    found.add(new File(
                            row.getObject("id", UUID.class),
                            row.getString("state"),
                            row.getString("language"),
                            row.getObject("owner_id", UUID.class),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        return found;
    }
}
