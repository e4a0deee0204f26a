package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A centre's awareness sessions of a year and of the weeks to come: in its rooms and in the region, one online, a series on
 * Saturdays, some cancelled, a draft, one that nobody has marked as held yet; and two leaflets with their codes.
 */
final class SessionYear {

    private static final String LETTERS = "23456789abcdefghjkmnpqrstvwxyz";
    private static final int PAST = 60;
    private static final List<String> TOPICS = List.of(
            "LEGAL_WORK",
            "JOB_OFFERS",
            "TRAFFICKING",
            "DOCUMENTS",
            "ENTRY_RULES",
            "PRE_DEPARTURE",
            "RIGHTS_AT_WORK",
            "MONEY",
            "RETURN",
            "LANGUAGE_EXAM");
    private static final List<String> AUDIENCES =
            List.of("ALL", "ALL", "JOB_SEEKERS", "WOMEN", "YOUTH", "STUDENTS", "RETURNEES", "FAMILIES");

    private final DemonstrationCentre centre;
    private final Draw draw;
    private final Instant now;
    private final LocalDate today;
    private final UUID officer;
    private final Local local;
    private final Rows sessions;
    private final Rows topics;
    private final Rows facilitators;
    private final Rows texts;
    private final Rows materials;
    private final Rows codes;

    SessionYear(Connection connection, DemonstrationCentre centre, Draw draw, Instant now) throws SQLException {
        this.centre = centre;
        this.draw = draw;
        this.now = now;
        this.today = LocalDate.ofInstant(now, centre.zone());
        this.officer = officer(connection);
        this.local = Local.of(centre.country());
        sessions = new Rows(
                connection,
                "outreach.awareness_session",
                "id, version, centre_id, slug, series_id, state, audience_code, language, starts_at, ends_at, region_code,"
                        + " settlement, institution, at_centre, online, capacity, registration, partner, project, sequence,"
                        + " once, created_by, created_at, published_at, held_at, cancelled_at, changed_at");
        topics = new Rows(connection, "outreach.session_topic", "centre_id, session_id, topic_code, position");
        facilitators = new Rows(connection, "outreach.session_facilitator", "centre_id, session_id, staff_id");
        texts = new Rows(connection, "outreach.session_text", "centre_id, session_id, language, title, description");
        materials = new Rows(connection, "outreach.session_material", "centre_id, session_id, what, number");
        codes = new Rows(
                connection,
                "outreach.short_code",
                "code, centre_id, kind, label, target, once, created_by, created_at");
    }

    /** What things are called there. */
    private record Local(
            List<String> partners,
            String project,
            String leaflets,
            String cards,
            String busLeaflet,
            String poster,
            String askTitle,
            String askText) {

        static Local of(String country) {
            return switch (country) {
                case "UZ" ->
                    new Local(
                            List.of(
                                    "Aholi bandligiga koʻmaklashish markazi",
                                    "Mahalla faollari",
                                    "Yoshlar ishlari agentligi"),
                            "Xavfsiz migratsiya",
                            "“Ketishdan oldin” varaqasi",
                            "Ishonch telefoni kartasi",
                            "Avtovokzaldagi varaqa",
                            "Bandlik markazidagi plakat",
                            "Huquqshunosdan soʻrang: chet elda ishlash",
                            "Savollaringiz bilan keling. Huquqshunos jonli javob beradi.");
                case "TJ" ->
                    new Local(
                            List.of("Агентии меҳнат ва шуғли аҳолӣ", "Кумитаи маҳалла", "Хадамоти муҳоҷират"),
                            "Муҳоҷирати бехатар",
                            "Варақаи «Пеш аз сафар»",
                            "Корти телефони боварӣ",
                            "Варақа дар истгоҳи автобус",
                            "Плакат дар маркази шуғл",
                            "Аз ҳуқуқшинос пурсед: кор дар хориҷа",
                            "Бо саволҳои худ биёед. Ҳуқуқшинос зинда ҷавоб медиҳад.");
                default ->
                    new Local(
                            List.of("Калкты иш менен камсыз кылуу борбору", "Айыл өкмөтү", "Жаштар борбору"),
                            "Коопсуз миграция",
                            "«Жолго чыгардан мурун» баракчасы",
                            "Ишеним телефонунун картасы",
                            "Автобекеттеги баракча",
                            "Иш менен камсыз кылуу борборундагы плакат",
                            "Юристтен сураңыз: чет өлкөдө иштөө",
                            "Суроолоруңуз менен келиңиз. Юрист түз эфирде жооп берет.");
            };
        }
    }

    /** Where a session takes place; {@code institution} null: in the centre's rooms or online. */
    private record Place(
            String region,
            @Nullable String settlement,
            @Nullable String institution,
            boolean online) {}

    void write() throws SQLException {
        for (int i = 0; i < PAST; i++) {
            LocalDate day = workday(today.minusDays(6L * (i + 1)));
            boolean cancelled = i % 17 == 8;
            session(day, 10 + draw.below(6), place(i), cancelled ? "CANCELLED" : i == 0 ? "PUBLISHED" : "HELD", null);
        }
        for (int i = 0; i < 8; i++) {
            session(
                    workday(today.plusDays(3L + 5L * i)),
                    10 + draw.below(6),
                    place(i),
                    i == 5 ? "CANCELLED" : "PUBLISHED",
                    null);
        }
        UUID online = session(
                workday(today.plusDays(9)), 18, new Place(centre.region(), null, null, true), "PUBLISHED", null);
        title(online);
        session(workday(today.plusDays(30)), 11, place(3), "DRAFT", null);
        UUID series = draw.id(now);
        LocalDate saturday = today.with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        for (int i = 0; i < 6; i++) {
            session(saturday.plusWeeks(i), 11, new Place(centre.region(), null, null, false), "PUBLISHED", series);
        }
        for (String label : List.of(local.busLeaflet(), local.poster())) {
            codes.add(
                    code().toUpperCase(Locale.ROOT).substring(0, 6),
                    centre.id(),
                    "LEAFLET",
                    label,
                    label.equals(local.busLeaflet()) ? "BOOK" : "SESSIONS",
                    draw.id(now),
                    officer,
                    now.minus(Duration.ofDays(90)));
        }
        for (Rows rows : List.of(sessions, topics, facilitators, texts, materials, codes)) {
            rows.flush();
        }
    }

    private UUID session(LocalDate day, int hour, Place place, String state, @Nullable UUID series)
            throws SQLException {
        Instant starts = day.atTime(LocalTime.of(hour, 0)).atZone(centre.zone()).toInstant();
        Instant ends = starts.plus(Duration.ofHours(2));
        Instant created = starts.minus(Duration.ofDays(25)).isBefore(now)
                ? starts.minus(Duration.ofDays(25))
                : now.minus(Duration.ofDays(2));
        boolean published = !state.equals("DRAFT");
        boolean cancelled = state.equals("CANCELLED");
        Instant held = state.equals("HELD") ? ends : null;
        Instant publishedAt = published ? created.plus(Duration.ofHours(3)) : null;
        Instant cancelledAt = cancelled ? created.plus(Duration.ofHours(30)) : null;
        boolean inRooms = place.institution() == null && !place.online();
        String topic = TOPICS.get(draw.below(TOPICS.size()));
        UUID id = draw.id(created);
        sessions.add(
                id,
                0L,
                centre.id(),
                centre.code().toLowerCase(Locale.ROOT) + "-" + code(),
                series,
                state,
                AUDIENCES.get(draw.below(AUDIENCES.size())),
                draw.chance(0.7) ? centre.languages().getFirst() : "ru",
                starts,
                ends,
                place.region(),
                place.settlement(),
                place.institution(),
                inRooms,
                place.online(),
                inRooms ? 25 : place.online() ? 100 : 40,
                true,
                place.institution() == null
                        ? null
                        : local.partners().get(draw.below(local.partners().size())),
                local.project(),
                cancelled ? 1 : 0,
                draw.id(created),
                officer,
                created,
                publishedAt,
                held,
                cancelledAt,
                cancelled ? cancelledAt : held != null ? held : publishedAt);
        topics.add(centre.id(), id, topic, 0);
        if (draw.chance(0.4) && !topic.equals("CENTRE_SERVICES")) {
            topics.add(centre.id(), id, "CENTRE_SERVICES", 1);
        }
        facilitators.add(centre.id(), id, officer);
        if (held != null) {
            materials.add(centre.id(), id, local.leaflets(), 20 + draw.below(40));
            materials.add(centre.id(), id, local.cards(), 10 + draw.below(30));
        }
        return id;
    }

    private void title(UUID session) throws SQLException {
        texts.add(
                centre.id(),
                session,
                "en",
                "Ask a lawyer: working abroad",
                "Bring your questions. A lawyer answers live.");
        texts.add(
                centre.id(),
                session,
                "ru",
                "Спросите юриста: работа за границей",
                "Приходите с вопросами. Юрист отвечает в прямом эфире.");
        texts.add(centre.id(), session, centre.languages().getFirst(), local.askTitle(), local.askText());
    }

    private Place place(int number) {
        List<String> regions =
                switch (centre.country()) {
                    case "UZ" -> List.of("UZ-TO", "UZ-SA", "UZ-FA", "UZ-NG");
                    case "TJ" -> List.of("TJ-KT", "TJ-SU", "TJ-RA");
                    default -> List.of("KG-O", "KG-J", "KG-B");
                };
        if (number % 3 == 0) {
            return new Place(centre.region(), null, null, false);
        }
        int school = number % 3 == 1 ? 3 + draw.below(60) : 0;
        return new Place(
                regions.get(number % regions.size()),
                draw.chance(0.65) ? "RURAL" : "URBAN",
                switch (centre.country()) {
                    case "UZ" -> school == 0 ? "Guliston mahallasi" : school + "-maktab";
                    case "TJ" -> school == 0 ? "Маҳаллаи Гулистон" : "Мактаби № " + school;
                    default -> school == 0 ? "Ак-Тилек айыл өкмөтү" : "№ " + school + " мектеп";
                },
                false);
    }

    private LocalDate workday(LocalDate day) {
        LocalDate open = day;
        while (!centre.openOn(open)) {
            open = open.plusDays(1);
        }
        return open.equals(today) ? today.minusDays(1) : open;
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            code.append(LETTERS.charAt(draw.below(LETTERS.length())));
        }
        return code.toString();
    }

    private UUID officer(Connection connection) throws SQLException {
        try (var asked = connection.prepareStatement("""
                select s.id from accounts.staff s join accounts.staff_centre c on c.staff_id = s.id
                where c.centre_id = ? and 'OUTREACH_OFFICER' = any (s.roles) order by s.username limit 1
                """)) {
            asked.setObject(1, centre.id());
            try (var row = asked.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }
}
