package org.mrcportal.demonstration;

import java.sql.Date;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** A year of visits to the districts, with the leaders and institutions met. Some regions nobody has gone to. */
@Component
class FieldYear {

    private static final int VISITS = 64;
    private static final int DAYS = 360;

    /** Regions a centre does not go to, and those it has not gone to of late. */
    private static final Map<String, List<String>> NEVER = Map.of(
            "TAS", List.of("UZ-QR", "UZ-XO"),
            "DYU", List.of("TJ-GB"),
            "OSS", List.of("KG-C", "KG-GB", "KG-N", "KG-T", "KG-Y"));

    private static final Map<String, List<String>> LONG_AGO = Map.of(
            "TAS", List.of("UZ-NW", "UZ-SU"),
            "DYU", List.of("TJ-SU"),
            "OSS", List.of("KG-B"));

    /** Kind and name of an institution; the district stands beside it. */
    private record Named(String kind, String name) {}

    private static final Map<String, List<Named>> INSTITUTIONS = Map.of(
            "TAS",
            List.of(
                    new Named("SCHOOL", "12-maktab"),
                    new Named("MAHALLA", "Yangi hayot mahallasi"),
                    new Named("COLLEGE", "1-son kasb-hunar maktabi"),
                    new Named("EMPLOYMENT_CENTRE", "Aholi bandligiga koʻmaklashish markazi")),
            "DYU",
            List.of(
                    new Named("SCHOOL", "Мактаби №7"),
                    new Named("MAHALLA", "Ҷамоати Навобод"),
                    new Named("COLLEGE", "Литсейи касбӣ-техникӣ"),
                    new Named("EMPLOYMENT_CENTRE", "Маркази шуғли аҳолӣ")),
            "OSS",
            List.of(
                    new Named("SCHOOL", "№5 мектеп"),
                    new Named("MAHALLA", "Жаңы-Турмуш айыл өкмөтү"),
                    new Named("COLLEGE", "Кесиптик лицей"),
                    new Named("EMPLOYMENT_CENTRE", "Ишке орноштуруу борбору")));

    private static final Map<String, List<String>> LEADERS = Map.of(
            "TAS",
            List.of(
                    "Namunali Raisov",
                    "Oʻktam Misolov",
                    "Sayyora Xayolova",
                    "Gʻayrat Farazov",
                    "Шоира Намунаева",
                    "Bahrom Sinovov"),
            "DYU",
            List.of("Раҳим Намуназода", "Зарина Мисолова", "Ҳоҷӣ Хаёлзода", "Сафар Тахминзода", "Манижа Озмоишова"),
            "OSS",
            List.of("Үлгүбек Мисалов", "Айгүл Кыялова", "Токтогул Жомоков", "Зулфия Намунаева", "Бакыт Сыноов"));

    private static final List<String> KINDS =
            List.of("MAHALLA_CHAIR", "TEACHER", "IMAM", "DOCTOR", "RETURNEE", "BLOGGER");

    private static final List<String> PURPOSES =
            List.of("INFORM", "PREPARE_SESSION", "MEET_LEADERS", "MATERIALS", "LISTEN", "AGREEMENT");

    private static final Map<String, List<String>> OUTCOMES = Map.of(
            "TAS",
            List.of(
                    "Kelishuv tayyor, keyingi oy uchrashuv oʻtkaziladi.",
                    "Договорились о встрече с родителями выпускников.",
                    "Varaqalar berildi, ayollar uchun alohida uchrashuv kerak."),
            "DYU",
            List.of(
                    "Варақаҳо супорида шуданд, ба занҳо вохӯрии алоҳида лозим аст.",
                    "Договорились о встрече в джамоате после сбора урожая."),
            "OSS",
            List.of(
                    "Айыл башчысы жыйналышка чакырды.",
                    "Баракчалар таратылды, жаштар үчүн өзүнчө жолугушуу керек.",
                    "Школа согласна принять встречу для старших классов."));

    private static final Map<String, List<String>> STEPS = Map.of(
            "TAS", List.of("Yozma rozilik xatini yuborish", "Отправить плакаты"),
            "DYU", List.of("Рӯзи вохӯриро таъин кардан", "Отправить плакаты"),
            "OSS", List.of("Мугалимге телефон чалуу", "Отправить плакаты"));

    private final JdbcTemplate jdbc;
    private final Seal seal;

    FieldYear(JdbcTemplate jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    private record District(String code, String region, String latin) {}

    private record Leader(UUID id, @Nullable String region) {}

    /** @param officer who goes and writes */
    void write(DemonstrationCentre centre, Colleague officer, Instant now, Draw draw) {
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        List<District> districts = jdbc
                .query(
                        "select code, region_code, name_latin from centres.district where starts_with(code, ?) order by code",
                        (row, number) -> new District(row.getString(1), row.getString(2), row.getString(3)),
                        centre.country() + "-")
                .stream()
                .filter(district -> !of(NEVER, centre).contains(district.region()))
                .toList();
        List<Leader> leaders = leaders(centre, officer, districts, today, now, draw);
        for (int number = 0; number < VISITS; number++) {
            District district = draw.oneOf(districts);
            boolean longAgo = of(LONG_AGO, centre).contains(district.region());
            LocalDate day = workingDay(
                    number < 4 && !longAgo
                            ? today.plusDays(2L + number * 4L)
                            : today.minusDays(longAgo ? 130 + draw.below(DAYS - 130) : 1 + draw.below(DAYS)));
            visit(centre, officer, district, day, today, leaders, now, draw);
        }
    }

    private static <T> List<T> of(Map<String, List<T>> byCentre, DemonstrationCentre centre) {
        return Objects.requireNonNull(byCentre.get(centre.code()));
    }

    private static LocalDate workingDay(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.minusDays(1) : day;
    }

    private void visit(
            DemonstrationCentre centre,
            Colleague officer,
            District district,
            LocalDate day,
            LocalDate today,
            List<Leader> leaders,
            Instant now,
            Draw draw) {
        Instant planned = day.minusDays(10).atTime(5, 0).toInstant(ZoneOffset.UTC);
        Instant at = planned.isAfter(now) ? now : planned;
        UUID id = draw.id(at);
        boolean past = day.isBefore(today);
        boolean cancelled = past && draw.chance(0.06);
        boolean unreported = past && !cancelled && day.isAfter(today.minusDays(12)) && draw.chance(0.3);
        boolean done = past && !cancelled && !unreported;
        boolean step = done && draw.chance(0.4);
        LocalDate due = day.plusDays(14);
        boolean stepDone = step && due.isBefore(today) && draw.chance(0.85);
        jdbc.update(
                """
                insert into outreach.visit (id, version, centre_id, state, day, region_code, district_code, purposes, outcome,
                    next_step, next_due, next_done_at, once, created_by, created_at)
                values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                centre.id(),
                cancelled ? "CANCELLED" : done ? "DONE" : "PLANNED",
                Date.valueOf(day),
                district.region(),
                district.code(),
                new SqlArrayValue("text", draw.oneOf(PURPOSES)),
                done ? draw.oneOf(of(OUTCOMES, centre)) : null,
                step ? draw.oneOf(of(STEPS, centre)) : null,
                step ? Date.valueOf(due) : null,
                stepDone ? due.atTime(5, 0).atOffset(ZoneOffset.UTC) : null,
                draw.id(at),
                officer.id(),
                at.atOffset(ZoneOffset.UTC));
        jdbc.update("insert into outreach.visit_staff values (?, ?, ?)", centre.id(), id, officer.id());
        jdbc.update(
                "insert into outreach.visit_institution values (?, ?, ?)",
                centre.id(),
                id,
                institution(centre, officer, district, at, draw));
        leaders.stream()
                .filter(leader -> district.region().equals(leader.region()))
                .findFirst()
                .ifPresent(leader -> jdbc.update(
                        "insert into outreach.visit_leader values (?, ?, ?)", centre.id(), id, leader.id()));
    }

    /** The one there is, or a new one. */
    private UUID institution(DemonstrationCentre centre, Colleague officer, District district, Instant at, Draw draw) {
        Named named = draw.oneOf(of(INSTITUTIONS, centre));
        List<UUID> known = jdbc.query(
                "select id from outreach.institution where centre_id = ? and name = ? and district_code = ?",
                (row, number) -> row.getObject(1, UUID.class),
                centre.id(),
                named.name(),
                district.code());
        if (!known.isEmpty()) {
            return known.getFirst();
        }
        UUID id = draw.id(at);
        jdbc.update(
                """
                insert into outreach.institution (id, version, centre_id, name, name_key, kind, region_code, district_code,
                    once, created_by, created_at)
                values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                centre.id(),
                named.name(),
                PersonName.SearchKey.of(named.name()),
                named.kind(),
                district.region(),
                district.code(),
                draw.id(at),
                officer.id(),
                at.atOffset(ZoneOffset.UTC));
        return id;
    }

    /** One in a region each; the last has taken the consent back. */
    private List<Leader> leaders(
            DemonstrationCentre centre,
            Colleague officer,
            List<District> districts,
            LocalDate today,
            Instant now,
            Draw draw) {
        List<Leader> leaders = new ArrayList<>();
        List<String> names = of(LEADERS, centre);
        for (int number = 0; number < names.size(); number++) {
            String name = names.get(number);
            District district = draw.oneOf(districts);
            LocalDate agreed = today.minusDays(200L + draw.below(150));
            Instant at = agreed.atTime(6, 0).toInstant(ZoneOffset.UTC);
            UUID id = draw.id(at);
            boolean gone = number == names.size() - 1;
            jdbc.update(
                    """
                    insert into outreach.leader (id, version, centre_id, kind, region_code, district_code, languages, audience,
                        name, name_key, contact, links, consent_on, consent_how, withdrawn_at, once, created_by, created_at)
                    values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    centre.id(),
                    KINDS.get(number % KINDS.size()),
                    district.region(),
                    district.code(),
                    new SqlArrayValue("text", centre.languages().getFirst(), "ru"),
                    (1 + draw.below(40)) * 100,
                    gone ? null : seal.seal(name, "leader.name:" + id),
                    gone ? null : PersonName.SearchKey.of(name),
                    gone ? null : seal.seal("+998 90 000 00 0" + number, "leader.contact:" + id),
                    Date.valueOf(agreed),
                    number % 2 == 0 ? "WRITTEN" : "SPOKEN",
                    gone ? now.minusSeconds(86_400L * 20).atOffset(ZoneOffset.UTC) : null,
                    draw.id(at),
                    officer.id(),
                    at.atOffset(ZoneOffset.UTC));
            if (draw.chance(0.6)) {
                jdbc.update(
                        "insert into outreach.leader_training values (?, ?, ?, 'TRAFFICKING')",
                        centre.id(),
                        id,
                        Date.valueOf(agreed.plusDays(30)));
            }
            leaders.add(new Leader(id, district.region()));
        }
        return leaders;
    }
}
