package org.mrcportal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Rows for tests, written by plain SQL as the owner of the database, past every guard. Each centre has a random code and
 * each person a random user name, so that tests share one database without meeting. The last argument of most methods
 * replaces single columns: {@code Map.of("state", "ARRIVED")}; the key must be a column, the value may be an Instant, an
 * enum, an array of String or null (in a map that allows it).
 */
public final class Fixtures {

    /** Of everybody made here. */
    public static final String PASSWORD = "eight plums on a blue plate";

    public static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static @Nullable String passwordHash;
    private static @Nullable Seal seal;
    private static boolean migrated;

    private final JdbcClient jdbc;

    /** Fixtures in the database that tests share. */
    public Fixtures() {
        this("shared");
        migrateOnce();
    }

    /** Fixtures in the database that a test names with the property {@code test.database}. */
    public Fixtures(String database) {
        jdbc = JdbcClient.create(TestDatabase.asOwner(database));
    }

    /** Fixtures in a database of the test's own. */
    public Fixtures(String url, String user, String password) {
        jdbc = JdbcClient.create(new DriverManagerDataSource(url, user, password));
    }

    /** A centre of its own: in Uzbekistan, with texts in five languages, all services and languages, Mon–Fri 09–17, on public holidays too. */
    public record Centre(CentreId id, String code) {
        public String name() {
            return "Centre " + code;
        }
    }

    /** A member of staff who can sign in with {@link #PASSWORD}. */
    public record Staff(StaffId id, String username, String name, Set<Role> roles, List<CentreId> centres) {

        public StaffMember member() {
            return new StaffMember(
                    id,
                    username,
                    name,
                    roles,
                    centres.stream().map(CentreId::id).toList(),
                    "en",
                    true,
                    null);
        }

        /** Signs the request of a MockMvc test in. */
        public RequestPostProcessor signedIn() {
            return org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user(
                    member());
        }
    }

    /** A test may make rows before any portal has started: then the tables are made here. */
    private static synchronized void migrateOnce() {
        if (!migrated) {
            Map<String, Object> shared = TestDatabase.database("shared");
            Flyway.configure()
                    .dataSource(
                            String.valueOf(shared.get("spring.datasource.url")),
                            String.valueOf(shared.get("spring.datasource.username")),
                            String.valueOf(shared.get("spring.datasource.password")))
                    .defaultSchema("public")
                    .load()
                    .migrate();
            migrated = true;
        }
    }

    /** As the owner: sees every row of every centre. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    public Centre centre() {
        return centre(Map.of());
    }

    public Centre centre(Map<String, ? extends @Nullable Object> columns) {
        CentreId id = CentreId.next();
        String code = unusedCode();
        var row = row("id", id.id(), "code", code, "country", "UZ", "region_code", "UZ-TK", "zone", TASHKENT.getId());
        row.put("phone", "+998712000000");
        row.put("verified_on", java.time.LocalDate.of(2026, 11, 1));
        row.put("opened", "2024");
        row.put("project", null);
        row.put("step_free", true);
        row.put("position", 1000 + RANDOM.nextInt(1_000_000));
        insert("centres.centre", row, columns);
        for (Language language : Language.values()) {
            insert(
                    "centres.centre_text",
                    row(
                            "centre_id",
                            id.id(),
                            "language",
                            language.code(),
                            "name",
                            "Centre " + code,
                            "city",
                            "City " + code,
                            "address",
                            "1 Street of " + code,
                            "landmark",
                            null),
                    Map.of());
            insert("centres.centre_language", row("centre_id", id.id(), "language", language.code()), Map.of());
        }
        jdbc.sql("insert into centres.centre_service select ?, code from centres.service")
                .param(id.id())
                .update();
        jdbc.sql(
                        "insert into centres.opening_hours select ?, day, time '09:00', time '17:00' from generate_series(1, 5) day")
                .param(id.id())
                .update();
        jdbc.sql("insert into centres.worked_holiday select distinct ?::uuid, day from centres.holiday")
                .param(id.id())
                .update();
        return new Centre(id, code);
    }

    /** Somebody with these roles at one centre. */
    public Staff staff(Centre centre, Role... roles) {
        return staff(List.of(centre), roles);
    }

    /** Somebody with these roles who works for several centres, or for none. */
    public Staff staff(List<Centre> centres, Role... roles) {
        StaffId id = StaffId.next();
        String username = roles[0].name().toLowerCase(Locale.ROOT).replace('_', '-') + "."
                + letters(8).toLowerCase(Locale.ROOT);
        String name = "Staff " + username.substring(username.indexOf('.') + 1);
        var row = row("id", id.id(), "version", 0L, "username", username, "name", name, "sex", "F");
        row.put("password_hash", passwordHash());
        row.put("roles", Arrays.stream(roles).map(Role::name).toArray(String[]::new));
        row.put("language", "en");
        row.put("enabled", true);
        row.put("demonstration", false);
        row.put("created_at", Instant.now());
        insert("accounts.staff", row, Map.of());
        for (Centre centre : centres) {
            insert(
                    "accounts.staff_centre",
                    row("staff_id", id.id(), "centre_id", centre.id().id()),
                    Map.of());
        }
        return new Staff(
                id,
                username,
                name,
                Set.of(roles),
                centres.stream().map(Centre::id).toList());
    }

    /** A counsellor (a woman, all five languages) who works at the centre Mon–Fri 09–17. */
    public Staff counsellor(Centre centre) {
        Staff staff = staff(centre, Role.COUNSELLOR);
        counselsAt(centre, staff, Map.of());
        return staff;
    }

    /** Makes somebody a counsellor of the centre, working Mon–Fri 09–17. */
    public void counselsAt(Centre centre, Staff staff, Map<String, ? extends @Nullable Object> columns) {
        insert(
                "counselling.counsellor",
                row(
                        "staff_id",
                        staff.id().id(),
                        "centre_id",
                        centre.id().id(),
                        "sex",
                        "F",
                        "languages",
                        new String[] {"uz", "ru", "tg", "ky", "en"},
                        "active",
                        true),
                columns);
        for (int weekday = 1; weekday <= 5; weekday++) {
            insert(
                    "counselling.working_hours",
                    row(
                            "staff_id", staff.id().id(),
                            "centre_id", centre.id().id(),
                            "weekday", weekday,
                            "starts", LocalTime.of(9, 0),
                            "ends", LocalTime.of(17, 0)),
                    Map.of());
        }
    }

    /** Somebody served, of whom nothing is known but a code. */
    public ClientId client(Centre centre) {
        return client(centre, Map.of());
    }

    public ClientId client(Centre centre, Map<String, ? extends @Nullable Object> columns) {
        ClientId id = ClientId.next();
        var row = row("id", id.id(), "version", 0L, "centre_id", centre.id().id(), "language", "uz");
        row.put("code", "%s-26-%d".formatted(centre.code(), 1_000_000 + RANDOM.nextInt(9_000_000)));
        row.put("sex", null);
        row.put("age_group", null);
        row.put("region_code", null);
        row.put("migration_status", null);
        row.put("registered_at", Instant.now());
        insert("clients.client", row, columns);
        return id;
    }

    /** Somebody served who gave a name. */
    public ClientId client(Centre centre, String name) {
        ClientId id = client(centre);
        PersonName known = new PersonName(name);
        var row = row(
                "client_id", id.id(), "version", 0L, "centre_id", centre.id().id());
        row.put("name", seal().seal(known.text(), "identity.name:" + id));
        row.put("name_key", known.searchKey());
        row.put("may_call", false);
        row.put("may_message", false);
        row.put("updated_at", Instant.now());
        insert("clients.identity", row, Map.of());
        return id;
    }

    /** A booked half hour in person: WORK_ABROAD, in Uzbek, situation LEAVING. Its state's times follow from the state. */
    public AppointmentId appointment(
            Centre centre,
            Staff counsellor,
            @Nullable ClientId client,
            Instant startsAt,
            Map<String, ? extends @Nullable Object> columns) {
        AppointmentId id = AppointmentId.next();
        String state = String.valueOf(Objects.requireNonNullElse(columns.get("state"), "BOOKED"));
        boolean open = Set.of("HELD", "EXPIRED").contains(state);
        var row = row("id", id.id(), "version", 0L, "centre_id", centre.id().id());
        row.put("counsellor_id", counsellor.id().id());
        row.put("client_id", client == null ? null : client.id());
        row.put("state", state);
        row.put("service_code", "WORK_ABROAD");
        row.put("mode", "IN_PERSON");
        row.put("language", "uz");
        row.put("page_language", "uz");
        row.put("counsellor_sex", null);
        row.put("situation", "LEAVING");
        row.put("needs", new String[0]);
        row.put("starts_at", startsAt);
        row.put("ends_at", startsAt.plus(Duration.ofMinutes(30)));
        row.put("held_until", open ? startsAt : null);
        row.put("booked_at", open ? null : startsAt.minus(Duration.ofDays(3)));
        row.put("arrived_at", Set.of("ARRIVED", "IN_SESSION", "COMPLETED").contains(state) ? startsAt : null);
        row.put("started_at", Set.of("IN_SESSION", "COMPLETED").contains(state) ? startsAt : null);
        row.put("finished_at", state.equals("COMPLETED") ? startsAt.plus(Duration.ofMinutes(25)) : null);
        row.put("cancelled_at", state.equals("CANCELLED") ? startsAt.minus(Duration.ofDays(1)) : null);
        row.put("cancelled_by", state.equals("CANCELLED") ? "PERSON" : null);
        row.put("reference", open ? null : reference());
        row.put("token_hash", bytes(32));
        row.put("second_facts", new byte[0][]);
        row.put("once", UUID.randomUUID());
        row.put("sequence", 0);
        insert("counselling.appointment", row, columns);
        return id;
    }

    public AppointmentId appointment(Centre centre, Staff counsellor, @Nullable ClientId client, Instant startsAt) {
        return appointment(centre, counsellor, client, startsAt, Map.of());
    }

    /** A first half hour about LEGAL_WORK with an intending migrant to Russia: a man of 25 to 29 from Tashkent. */
    public ConsultationId consultation(
            Centre centre,
            Staff counsellor,
            @Nullable ClientId client,
            Instant startedAt,
            Map<String, ? extends @Nullable Object> columns) {
        ConsultationId id = ConsultationId.next();
        var row = row("id", id.id(), "version", 0L, "centre_id", centre.id().id(), "once", UUID.randomUUID());
        row.put("appointment_id", null);
        row.put("walk_in_id", null);
        row.put("client_id", client == null ? null : client.id());
        row.put("counsellor_id", counsellor.id().id());
        row.put("started_at", startedAt);
        row.put("ended_at", startedAt.plus(Duration.ofMinutes(30)));
        row.put("contact_type", "FIRST");
        row.put("mode", "WALK_IN");
        row.put("language", "uz-Latn");
        row.put("interpreter", false);
        row.put("main_topic", "LEGAL_WORK");
        row.put("other_topics", new String[0]);
        row.put("destination", "RU");
        row.put("migration_status", "INTENDING");
        row.put("region_code", "UZ-TK");
        row.put("sex", "M");
        row.put("age_group", "25_29");
        row.put("service_given", "COUNSELLING");
        row.put("outcome", "LEGAL_CHANNEL");
        row.put("referred_to", null);
        row.put("follow_up_on", null);
        row.put("note", null);
        row.put("logged_at", startedAt.plus(Duration.ofMinutes(31)));
        insert("counselling.consultation", row, columns);
        return id;
    }

    public ConsultationId consultation(Centre centre, Staff counsellor, @Nullable ClientId client, Instant startedAt) {
        return consultation(centre, counsellor, client, startedAt, Map.of());
    }

    /** The keys of the tests' portal. */
    public static synchronized Seal seal() {
        Seal known = seal;
        if (known == null) {
            known = Seal.withKeysIn(TestDatabase.KEYS, true);
            seal = known;
        }
        return known;
    }

    /** A reference nobody else has: eight symbols, as stored. */
    public static String reference() {
        String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        return RANDOM.ints(8, 0, 32).mapToObj(i -> alphabet.substring(i, i + 1)).collect(Collectors.joining());
    }

    /** Writes one row of any table; the second map replaces or adds columns. */
    public void insert(
            String table,
            Map<String, ? extends @Nullable Object> row,
            Map<String, ? extends @Nullable Object> columns) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(row);
        all.putAll(columns);
        var names = new TreeSet<>(all.keySet());
        jdbc.sql("insert into " + table + " (" + String.join(", ", names) + ") values ("
                        + names.stream().map(n -> "?").collect(Collectors.joining(", ")) + ")")
                .params(names.stream()
                        .<@Nullable Object>map(n -> forJdbc(all.get(n)))
                        .toList())
                .update();
    }

    /** A map that keeps the order and allows null values. */
    public static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return row;
    }

    private static @Nullable Object forJdbc(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Enum<?> code) {
            return code.name();
        }
        if (value instanceof String[] texts) {
            return new SqlArrayValue("text", (Object[]) texts);
        }
        if (value instanceof byte[][] binaries) {
            return new SqlArrayValue("bytea", (Object[]) binaries);
        }
        return value;
    }

    private String unusedCode() {
        while (true) {
            String code = letters(3);
            if (jdbc.sql("select count(*) from centres.centre where code = ?")
                            .param(code)
                            .query(Integer.class)
                            .single()
                    == 0) {
                return code;
            }
        }
    }

    private static String letters(int count) {
        return RANDOM.ints(count, 'A', 'Z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Everybody shares one hash, a cheap one: what it costs to compare with it stands in the hash. */
    private static synchronized String passwordHash() {
        String hash = passwordHash;
        if (hash == null) {
            hash = Objects.requireNonNull(new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(PASSWORD));
            passwordHash = hash;
        }
        return hash;
    }
}
