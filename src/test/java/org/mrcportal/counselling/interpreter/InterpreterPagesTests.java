package org.mrcportal.counselling.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.InterpreterAsked;
import org.mrcportal.counselling.InterpreterReleased;
import org.mrcportal.counselling.InterpreterRequests;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import({Statements.class, InterpreterPagesTests.Told.class})
class InterpreterPagesTests {

    private static final Instant WHEN = LocalDate.now()
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
            .plusWeeks(1)
            .atTime(LocalTime.NOON)
            .atZone(Fixtures.TASHKENT)
            .toInstant();

    /** Hears what messages are made of. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Told {

        private static final List<UUID> ASKED = new CopyOnWriteArrayList<>();
        private static final List<UUID> RELEASED = new CopyOnWriteArrayList<>();

        @EventListener
        void asked(InterpreterAsked event) {
            ASKED.add(event.request());
        }

        @EventListener
        void released(InterpreterReleased event) {
            RELEASED.add(event.request());
        }
    }

    private final SecretLinks links;
    private final InterpreterRequests requests;
    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff counsellor = fixtures.counsellor(centre);
    private final Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    private final Fixtures.Staff desk = fixtures.staff(centre, Role.FRONT_DESK);

    @LocalServerPort
    int port;

    InterpreterPagesTests(@Autowired SecretLinks links, @Autowired InterpreterRequests requests) {
        this.links = links;
        this.requests = requests;
    }

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void aManagerRegistersAnInterpreterOnceAndContactsAreSealed() {
        Visitor me = signedIn(manager);
        String page = "/staff/interpreters/new?centre=" + centre.code();
        var form = me.get(page);
        String[] fields = with(
                form,
                "once",
                form.value("once").orElseThrow(),
                "centre",
                centre.code(),
                "name",
                "Aziza Karimova",
                "languages",
                "ru",
                "languages",
                "sgn",
                "sex",
                "F",
                "region",
                "UZ-TK",
                "remote",
                "true",
                "pageLanguage",
                "ru",
                "phone",
                "90 123 45 67",
                "email",
                "aziza@example.org",
                "signedOn",
                "2026-05-01",
                "active",
                "true");
        for (int twice = 0; twice < 2; twice++) {
            assertThat(me.post("/staff/interpreters/new", fields).status()).isEqualTo(303);
        }
        Fixtures.Centre other = fixtures.centre();
        String[] elsewhere = fields.clone();
        elsewhere[List.of(fields).indexOf("centre") + 1] = other.code();
        Visitor stranger = signedIn(fixtures.staff(other, Role.CENTRE_MANAGER));
        elsewhere[List.of(fields).indexOf("_csrf") + 1] =
                stranger.get("/staff/interpreters/new").value("_csrf").orElseThrow();
        assertThat(stranger.post("/staff/interpreters/new", elsewhere).status())
                .as("the key of another centre's form")
                .isEqualTo(409);
        assertThat(me.get("/staff/interpreters?language=sgn").body())
                .containsOnlyOnce("Aziza Karimova")
                .contains("Sign language", "Tashkent City");
        assertThat(me.get("/staff/interpreters?language=tg").body()).doesNotContain("Aziza");
        byte[] phone = fixtures.jdbc()
                .sql("select phone from counselling.interpreter where centre_id = ?")
                .param(centre.id().id())
                .query(byte[].class)
                .single();
        assertThat(new String(phone, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("1234567");
        assertThat(signedIn(desk).get(page).status()).isEqualTo(403);
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndNothingTypedIsLost() {
        Visitor me = signedIn(manager);
        var form = me.get("/staff/interpreters/new?centre=" + centre.code());
        var refused = me.post(
                "/staff/interpreters/new",
                with(
                        form,
                        "once",
                        "x",
                        "centre",
                        centre.code(),
                        "name",
                        "Zar\u0000ina",
                        "languages",
                        "klingon",
                        "phone",
                        "12",
                        "email",
                        "nobody",
                        "region",
                        "XX-1",
                        "signedOn",
                        "2999-01-01"));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body())
                .contains("href=\"#languages\"", "href=\"#sex\"", "href=\"#phone\"", "href=\"#email\"")
                .contains("href=\"#signedOn\"", "href=\"#pageLanguage\"", "href=\"#region\"", "value=\"Zarina\"");
    }

    @Test
    void anothersInterpretersAndVisitsAreNotThere() {
        Fixtures.Centre other = fixtures.centre();
        UUID foreign = interpreter(other, Map.of());
        AppointmentId visit = visit(other, fixtures.counsellor(other), Map.of("needs", new String[] {"INTERPRETER"}));
        Visitor me = signedIn(manager);
        assertThat(me.get("/staff/interpreters/" + foreign).status()).isEqualTo(404);
        assertThat(me.get("/staff/interpreting/" + visit).status()).isEqualTo(404);
        assertThat(me.get("/staff/interpreters?centre=" + other.code()).status())
                .isEqualTo(404);
        assertThat(me.get("/staff/interpreting/nonsense").status()).isEqualTo(404);
        assertThat(me.submit(
                                "/staff/interpreting",
                                "/staff/interpreting/" + visit + "/ask",
                                "interpreter",
                                foreign.toString())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoHasNotSignedCannotBeAskedNotEvenByTheDatabase() {
        UUID unsigned = interpreter(centre, with("confidentiality_signed_on", null));
        UUID inactive = interpreter(centre, Map.of("active", false));
        UUID afar = interpreter(centre, with("region_code", null));
        UUID other = interpreter(centre, Map.of("languages", new String[] {"en"}));
        UUID fits = interpreter(centre, Map.of());
        AppointmentId visit = visit();
        Visitor me = signedIn(desk);
        assertThat(me.get("/staff/interpreting/" + visit).body())
                .contains("value=\"" + fits + "\"")
                .doesNotContain(unsigned.toString(), inactive.toString(), afar.toString(), other.toString());
        ask(me, visit, unsigned, inactive, fits);
        assertThat(states(visit)).containsOnly(Map.entry(fits, "ASKED"));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> request(visit, unsigned, LocalDate.of(2026, 1, 1)));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> request(visit, unsigned, null));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("whoever was asked has signed for ever")
                .isThrownBy(() -> fixtures.jdbc()
                        .sql("update counselling.interpreter set confidentiality_signed_on = null where id = ?")
                        .param(fits)
                        .update());
    }

    @Test
    void anInterpreterReadsWhenAndWhereAndSaysYes() {
        UUID interpreter = interpreter(centre, Map.of());
        AppointmentId visit = visit();
        ask(signedIn(desk), visit, interpreter);
        UUID request = request(visit, interpreter);
        assertThat(Told.ASKED).contains(request);
        var card = Scope.of(centre.id().id()).call(() -> requests.card(request)).orElseThrow();
        assertThat(card.phone()).isNotNull();
        assertThat(card.expiresAt()).isBefore(WHEN);
        Visitor person = new Visitor(port);
        String page = "/ru/interpreting/" + card.token();
        Statements.forget();
        var asked = person.get(page);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(6);
        assertThat(asked.header("cache-control")).contains("no-store");
        assertThat(asked.body())
                .contains("12:00", "30", centre.name(), "Русский")
                .doesNotContain("WORK_ABROAD", counsellor.name());
        assertThat(states(visit)).as("a scanner opens links").containsEntry(interpreter, "ASKED");
        assertThat(person.post(page, with(asked, "answer", "perhaps")).status()).isEqualTo(303);
        assertThat(states(visit)).containsEntry(interpreter, "ASKED");
        person.post(page, with(asked, "answer", "yes"));
        person.post(page, with(asked, "answer", "no"));
        assertThat(states(visit)).as("the first answer holds").containsEntry(interpreter, "ACCEPTED");
        assertThat(person.get(page).body()).doesNotContain("name=\"answer\"");
        assertThat(signedIn(desk)
                        .get("/staff/interpreting?centre=" + centre.code())
                        .body())
                .contains("Found");
        assertThat(new Visitor(port).get("/en/interpreting/" + "x".repeat(22)).status())
                .isEqualTo(404);
    }

    @Test
    void ofSeveralWhoSayYesAtOnceOneComesAndTheOthersAreTold() throws Exception {
        AppointmentId visit = visit();
        UUID[] interpreters = new UUID[8];
        for (int i = 0; i < interpreters.length; i++) {
            interpreters[i] = interpreter(centre, Map.of());
        }
        ask(signedIn(desk), visit, interpreters);
        List<Callable<Integer>> answers = new ArrayList<>();
        for (UUID interpreter : interpreters) {
            String page = "/uz/interpreting/" + links.token("interpreting", request(visit, interpreter));
            Visitor person = new Visitor(port);
            var asked = person.get(page);
            answers.add(() -> person.post(page, with(asked, "answer", "yes")).status());
        }
        try (var pool = Executors.newFixedThreadPool(interpreters.length)) {
            for (var answer : pool.invokeAll(answers)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(states(visit).values()).containsOnly("ACCEPTED", "RELEASED").containsOnlyOnce("ACCEPTED");
    }

    @Test
    void whenTheVisitIsMovedOrCancelledTheInterpreterIsNotNeeded() {
        for (String action : List.of("move", "cancel")) {
            AppointmentId id = AppointmentId.next();
            String token = links.token("appointment", id.id());
            fixtures.appointment(
                    centre,
                    counsellor,
                    fixtures.client(centre),
                    WHEN,
                    Map.of(
                            "id",
                            id.id(),
                            "token_hash",
                            links.tokenHash(token),
                            "needs",
                            new String[] {"INTERPRETER"},
                            "interpreter_language",
                            "ru"));
            UUID interpreter = interpreter(centre, Map.of());
            ask(signedIn(desk), id, interpreter);
            UUID request = request(id, interpreter);
            Visitor person = new Visitor(port);
            person.submit(
                    "/en/bookings/" + token + "/" + action,
                    "/en/bookings/" + token + "/" + action,
                    "time",
                    WHEN.plus(Duration.ofMinutes(60)).toString());
            assertThat(states(id)).as(action).containsEntry(interpreter, "RELEASED");
            assertThat(Told.RELEASED).contains(request);
            String page = "/en/interpreting/" + links.token("interpreting", request);
            assertThat(person.get(page).body()).contains("no longer needs").doesNotContain("12:00");
            person.submit("/en/find-booking", page, "answer", "yes");
            assertThat(states(id)).containsEntry(interpreter, "RELEASED");
            fixtures.jdbc()
                    .sql("update counselling.appointment set state = 'CANCELLED', cancelled_at = now() where id = ?")
                    .param(id.id())
                    .update();
        }
    }

    @Test
    void afterTheTimeToAnswerNothingIsAcceptedAndTheSamePersonMayBeAskedAgain() {
        UUID interpreter = interpreter(centre, Map.of());
        AppointmentId visit = visit();
        ask(signedIn(desk), visit, interpreter);
        fixtures.jdbc()
                .sql(
                        "update counselling.interpreter_request set expires_at = now() - interval '1 minute' where appointment_id = ?")
                .param(visit.id())
                .update();
        String page = "/en/interpreting/" + links.token("interpreting", request(visit, interpreter));
        Visitor person = new Visitor(port);
        assertThat(person.get(page).body()).contains("time to answer is over").doesNotContain("name=\"answer\"");
        person.submit("/en/find-booking", page, "answer", "yes");
        assertThat(states(visit)).containsEntry(interpreter, "ASKED");
        ask(signedIn(desk), visit, interpreter);
        assertThat(fixtures.jdbc()
                        .sql(
                                "select state from counselling.interpreter_request where appointment_id = ? order by asked_at")
                        .param(visit.id())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("RELEASED", "ASKED");
    }

    @Test
    void thePagesCostTheSameStatementsWhateverTheirLength() {
        interpreter(centre, Map.of());
        AppointmentId visit = visit();
        Visitor me = signedIn(manager);
        List<String> pages = List.of("/staff/interpreters", "/staff/interpreting", "/staff/interpreting/" + visit);
        pages.forEach(me::get);
        Map<String, Integer> few = new HashMap<>();
        pages.forEach(page -> few.put(page, statements(me, page)));
        for (int i = 0; i < 5; i++) {
            interpreter(centre, Map.of());
            visit(
                    centre,
                    fixtures.counsellor(centre),
                    Map.of("needs", new String[] {"INTERPRETER"}, "interpreter_language", "ru"));
        }
        for (String page : pages) {
            assertThat(statements(me, page)).as(page).isEqualTo(few.get(page)).isLessThanOrEqualTo(10);
        }
    }

    private static int statements(Visitor me, String page) {
        Statements.forget();
        assertThat(me.get(page).status()).isEqualTo(200);
        return Statements.seen().size();
    }

    private AppointmentId visit() {
        return visit(centre, counsellor, Map.of("needs", new String[] {"INTERPRETER"}, "interpreter_language", "ru"));
    }

    private AppointmentId visit(
            Fixtures.Centre at, Fixtures.Staff who, Map<String, ? extends @Nullable Object> columns) {
        return fixtures.appointment(at, who, fixtures.client(at), WHEN, columns);
    }

    private UUID interpreter(Fixtures.Centre at, Map<String, ? extends @Nullable Object> columns) {
        UUID id = UUID.randomUUID();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", at.id().id(), "once", UUID.randomUUID());
        row.put("name", "Interpreter " + id.toString().substring(0, 8));
        row.put("languages", new String[] {"ru", "sgn"});
        row.put("sex", "F");
        row.put("region_code", "UZ-TK");
        row.put("remote", true);
        row.put("page_language", "ru");
        row.put("phone", Fixtures.seal().seal("+998901234567", "interpreter.phone:" + id));
        row.put("email", null);
        row.put("confidentiality_signed_on", LocalDate.of(2026, 5, 1));
        row.put("active", true);
        fixtures.insert("counselling.interpreter", row, columns);
        return id;
    }

    private void request(AppointmentId visit, UUID interpreter, @Nullable LocalDate signedOn) {
        var row = Fixtures.row(
                "id", UUID.randomUUID(), "version", 0L, "centre_id", centre.id().id());
        row.put("appointment_id", visit.id());
        row.put("interpreter_id", interpreter);
        row.put("confidentiality_signed_on", signedOn);
        row.put("language", "ru");
        row.put("mode", "IN_PERSON");
        row.put("starts_at", WHEN);
        row.put("ends_at", WHEN.plusSeconds(1800));
        row.put("state", "ASKED");
        row.put("asked_at", WHEN);
        row.put("asked_by", desk.id().id());
        row.put("expires_at", WHEN);
        row.put("token_hash", UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        fixtures.insert("counselling.interpreter_request", row, Map.of());
    }

    private void ask(Visitor me, AppointmentId visit, UUID... interpreters) {
        String page = "/staff/interpreting/" + visit;
        List<String> fields = new ArrayList<>();
        for (UUID interpreter : interpreters) {
            fields.addAll(List.of("interpreter", interpreter.toString()));
        }
        assertThat(me.submit(page, page + "/ask", fields.toArray(String[]::new)).status())
                .isEqualTo(303);
    }

    private UUID request(AppointmentId visit, UUID interpreter) {
        return fixtures.jdbc()
                .sql("select id from counselling.interpreter_request where appointment_id = ? and interpreter_id = ?"
                        + " and state = 'ASKED'")
                .params(visit.id(), interpreter)
                .query((row, number) -> row.getObject(1, UUID.class))
                .single();
    }

    private Map<UUID, String> states(AppointmentId visit) {
        Map<UUID, String> states = new HashMap<>();
        fixtures.jdbc()
                .sql("select interpreter_id, state from counselling.interpreter_request where appointment_id = ?")
                .param(visit.id())
                .query(row -> {
                    states.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return states;
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }

    private static Map<String, @Nullable Object> with(String column, @Nullable Object value) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put(column, value);
        return columns;
    }

    private static String[] with(Visitor.Page asked, String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.add("_csrf");
        all.add(asked.value("_csrf").orElse(""));
        return all.toArray(String[]::new);
    }
}
