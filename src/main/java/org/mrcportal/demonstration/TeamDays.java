package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.mrcportal.shared.Seal;

/** Who watches over protection and who stands in for whom; what there is to do; notes, and one opening in an emergency. */
final class TeamDays {

    private static final List<String> NOTES = List.of(
            "Keldi, suhbatlashdik. Hujjatlari joyida, oilasi yordam beryapti.",
            "Пришёл с братом. Хочет вернуться к работе сварщика, просит узнать о курсах.",
            "Telefon orqali gaplashdik: kelasi hafta keladi.",
            "Позвонили из махалли: дом цел, печь просят починить до зимы.");
    private static final List<String> RESTRICTED = List.of(
            "Uyda oʻzini xavfsiz his qilmayapti. Yolgʻiz kelganda gaplashish kerak.",
            "Работодатель забрал паспорт и не платил четыре месяца. Подавать заявление пока боится.");
    private static final List<String> DECIDED = List.of(
            "Ish beruvchi bilan aloqasi uzilgan, uyda xavfsiz. Ikki haftadan keyin yana soʻraymiz.",
            "Передали юристу организации, которая помогает пострадавшим. В пятницу звоним ей.");
    private static final List<String> TO_DO = List.of(
            "Oʻquv markazidan dekabrda joy bor-yoʻqligini soʻrash",
            "Узнать, готова ли справка",
            "Uchrashuv uchun xona band qilish");

    private final DemonstrationCentre centre;
    private final List<Colleague> workers;
    private final Colleague manager;
    private final Colleague counsellor;
    private final Seal seal;
    private final Draw draw;
    private final Instant now;
    private final Connection connection;

    TeamDays(
            Connection connection,
            DemonstrationCentre centre,
            List<Colleague> workers,
            Colleague manager,
            Colleague counsellor,
            Seal seal,
            Draw draw,
            Instant now) {
        this.connection = connection;
        this.centre = centre;
        this.workers = workers;
        this.manager = manager;
        this.counsellor = counsellor;
        this.seal = seal;
        this.draw = draw;
        this.now = now;
    }

    /** A case with its owner. */
    private record Owned(UUID id, UUID client, UUID owner, boolean kept, Instant openedAt) {}

    void write() throws SQLException {
        List<Owned> cases = cases();
        focalPoint();
        absence();
        notes(cases);
        tasks(cases);
        decisions();
        opening(cases);
    }

    private void focalPoint() throws SQLException {
        Rows rows = new Rows(connection, "reintegration.focal_point", "centre_id, staff_id, named_by, named_at");
        rows.add(centre.id(), workers.getFirst().id(), manager.id(), now.minus(Duration.ofDays(200)));
        rows.flush();
    }

    /** The second case worker is away for the next week; the first stands in. */
    private void absence() throws SQLException {
        Rows rows = new Rows(
                connection,
                "reintegration.cover",
                "id, centre_id, absent_id, cover_id, starts_at, ends_at, made_by, made_at, once");
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        rows.add(
                draw.id(now),
                centre.id(),
                workers.getLast().id(),
                workers.getFirst().id(),
                now.minus(Duration.ofHours(20)),
                today.plusDays(8).atStartOfDay(centre.zone()).toInstant(),
                workers.getLast().id(),
                now.minus(Duration.ofDays(3)),
                draw.id(now));
        rows.flush();
    }

    private void notes(List<Owned> cases) throws SQLException {
        Rows ordinary = new Rows(
                connection, "reintegration.case_note", "id, centre_id, case_id, author_id, text, made_at, once");
        Rows restricted = new Rows(
                connection,
                "reintegration.restricted_note",
                "id, centre_id, case_id, author_id, about, text, made_at, once");
        for (Owned file : cases) {
            Duration age = Duration.between(file.openedAt(), now);
            for (int i = draw.below(3); i > 0; i--) {
                Instant at = file.openedAt().plus(age.multipliedBy(i).dividedBy(4));
                UUID id = draw.id(at);
                ordinary.add(
                        id,
                        centre.id(),
                        file.id(),
                        file.owner(),
                        seal.seal(draw.oneOf(NOTES), "case_note.text:" + id),
                        at,
                        draw.id(at));
            }
            if (file.kept()) {
                Instant at = file.openedAt().plus(age.dividedBy(3));
                UUID id = draw.id(at);
                restricted.add(
                        id,
                        centre.id(),
                        file.id(),
                        file.owner(),
                        "PROTECTION",
                        seal.seal(draw.oneOf(RESTRICTED), "restricted_note.text:" + id),
                        at,
                        draw.id(at));
            }
        }
        ordinary.flush();
        restricted.flush();
    }

    private void tasks(List<Owned> cases) throws SQLException {
        Rows rows = new Rows(
                connection,
                "reintegration.task",
                "id, version, centre_id, case_id, kind, text, assignee_id, due_at, done_at, done_by, created_by,"
                        + " created_at, once");
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        for (int i = 0; i < Math.min(cases.size(), 6); i++) {
            Owned file = cases.get(i);
            Instant due = today.plusDays(i - 2L)
                    .atTime(LocalTime.of(18, 0))
                    .atZone(centre.zone())
                    .toInstant();
            rows.add(
                    draw.id(now),
                    0L,
                    centre.id(),
                    file.id(),
                    "OWN",
                    TO_DO.get(i % TO_DO.size()),
                    file.owner(),
                    due,
                    null,
                    null,
                    manager.id(),
                    now.minus(Duration.ofDays(4)),
                    draw.id(now));
        }
        rows.flush();
    }

    /** What the manager decided on strong signs that somebody has looked at. */
    private void decisions() throws SQLException {
        Rows rows = new Rows(
                connection,
                "reintegration.signs_decision",
                "id, centre_id, case_id, task_id, decision, words, author_id, made_at, once");
        try (var asked = connection.prepareStatement("""
                update reintegration.task set done_by = ?
                where centre_id = ? and kind = 'STRONG_SCREENING' and done_at is not null
                returning id, case_id, done_at
                """)) {
            asked.setObject(1, manager.id());
            asked.setObject(2, centre.id());
            try (var row = asked.executeQuery()) {
                for (int i = 0; row.next(); i++) {
                    Instant at = row.getObject("done_at", OffsetDateTime.class).toInstant();
                    UUID id = draw.id(at);
                    rows.add(
                            id,
                            centre.id(),
                            row.getObject("case_id", UUID.class),
                            row.getObject("id", UUID.class),
                            i % 2 == 0 ? "WATCH" : "REFER",
                            seal.seal(DECIDED.get(i % 2), "signs_decision.words:" + id),
                            manager.id(),
                            at,
                            draw.id(at));
                }
            }
        }
        rows.flush();
    }

    /** A counsellor opened a protected case some weeks ago; nobody has looked at it yet. */
    private void opening(List<Owned> cases) throws SQLException {
        List<Owned> kept = cases.stream().filter(Owned::kept).toList();
        if (kept.isEmpty()) {
            return;
        }
        Rows rows = new Rows(
                connection,
                "reintegration.broken_glass",
                "id, centre_id, client_id, staff_id, reason, opened_at, ends_at, once");
        Instant at = now.minus(Duration.ofDays(12));
        rows.add(
                draw.id(at),
                centre.id(),
                kept.getFirst().client(),
                counsellor.id(),
                "У двери её спрашивает мужчина, а её сотрудник не отвечает",
                at,
                at.plus(Duration.ofMinutes(50)),
                draw.id(at));
        rows.flush();
    }

    private List<Owned> cases() throws SQLException {
        List<Owned> cases = new ArrayList<>();
        try (var asked = connection.prepareStatement("""
                select id, client_id, owner_id, protected, opened_at from reintegration.case_file
                where centre_id = ? and owner_id is not null and state <> 'CLOSED' order by opened_at desc, id
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                while (row.next()) {
                    cases.add(new Owned(
                            row.getObject("id", UUID.class),
                            row.getObject("client_id", UUID.class),
                            row.getObject("owner_id", UUID.class),
                            row.getBoolean("protected"),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        return cases;
    }
}
