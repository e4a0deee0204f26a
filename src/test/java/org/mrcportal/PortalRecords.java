package org.mrcportal;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.Routes.Route;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.outreach.FieldFixtures;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.SecretLinks;

/**
 * One record of everything an address can name: a case with all that belongs to it, and whatever else a centre keeps. A
 * record stands under the part of the pattern that ends with its variable; where a route wants it in another state, under
 * the whole pattern.
 */
final class PortalRecords {

    /** Stands in everything that is written about the case. */
    static final String WORDS = "Qzwords";

    private static final LocalDate SOON = LocalDate.now(Fixtures.TASHKENT).plusDays(20);

    private final Map<String, String> addresses = new HashMap<>();

    /** Who alone may read what stands under this pattern. */
    private final Map<String, Staff> readers = new HashMap<>();

    /** Who alone may change what others read too. */
    private final Map<String, Staff> writers = new HashMap<>();

    /** Secrets of links, by the pattern that takes them. */
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private final List<String> ofTheCase = new ArrayList<>();
    private final Map<String, Map<String, String>> types = new HashMap<>();
    private final Fixtures fixtures;
    private final CaseFixtures cases;
    private final Centre centre;
    private final Staff owner;
    final ClientId client;
    final String name;
    final CaseId file;
    final String reference = Reference.random();

    /** @param away has asked this centre for something, and been asked */
    PortalRecords(Fixtures fixtures, Centre centre, Centre away, Staff owner, String name, boolean kept) {
        this.fixtures = fixtures;
        this.centre = centre;
        this.owner = owner;
        this.name = name;
        cases = new CaseFixtures(fixtures);
        client = fixtures.client(centre, name);
        knowHowToReach();
        file = cases.caseFile(
                centre, client, owner, Map.of("reference", reference, "protected", kept, "household", true));
        put("/staff/cases/{id}", file);
        put("/staff/cases/supervision/{worker}", owner.id());
        addresses.put("/staff/cases/supervision/{worker}/{what}", "open");
        put("/staff/clients/{client}", client);
        ofTheCase.add(file.toString());
        assess();
        plan();
        assist();
        refer();
        follow();
        writeDown();
        transfer(away, kept);
        know(away);
        counsel(away);
        reachOut();
        manage();
    }

    private void knowHowToReach() {
        fixtures.jdbc()
                .sql("""
                        update clients.identity set phone = ?, email = ?, contact_note = ?, code_word = ?, phone_hash = ?,
                            email_hash = ?, may_call = true
                        where client_id = ?
                        """)
                .params(
                        sealed("+998901112233", "phone"),
                        sealed("qwertulla@example.org", "email"),
                        sealed("Not in the morning", "contact_note"),
                        sealed("Apricot", "code_word"),
                        SecretLinks.hash("telephone of " + client),
                        SecretLinks.hash("address of " + client),
                        client.id())
                .update();
    }

    private byte[] sealed(String text, String column) {
        return Objects.requireNonNull(Fixtures.seal().seal(text, "identity." + column + ":" + client));
    }

    private void assess() {
        ofCase("/staff/cases/{id}/assessments/{assessment}", cases.assessment(centre, file, client, owner, Map.of()));
        addresses.put("/staff/cases/{id}/assessments/{assessment}/sections/{section}", "ECONOMIC");
    }

    private void plan() {
        UUID plan = insert("reintegration.plan", "case_id", file.id(), "state", "DRAFT");
        ofCase(
                "/staff/cases/{id}/plan/former/{former}",
                insert("reintegration.plan", "case_id", file.id(), "state", "REPLACED"));
        UUID goal = insert(
                "reintegration.goal",
                "case_id",
                file.id(),
                "plan_id",
                plan,
                "dimension",
                "ECONOMIC",
                "text",
                WORDS + " goal",
                "note",
                WORDS + " why");
        ofCase("/staff/cases/{id}/plan/goals/{goal}", goal);
        UUID partner = cases.partner(centre, owner, Map.of());
        UUID step = insert(
                "reintegration.action",
                "case_id",
                file.id(),
                "goal_id",
                goal,
                "kind",
                "STEP",
                "text",
                WORDS + " step",
                "doer",
                "PARTNER",
                "partner_id",
                partner,
                "due_on",
                SOON,
                "state",
                "PLANNED");
        ofCase("/staff/cases/{id}/plan/steps/{step}", step);
        ofCase(
                "/staff/cases/{id}/plan/words/{word}",
                insert(
                        "reintegration.step_word",
                        "case_id",
                        file.id(),
                        "action_id",
                        step,
                        "said_by",
                        "CLIENT",
                        "word",
                        "DONE"));
        insert(
                "reintegration.step_link",
                "case_id",
                file.id(),
                "action_id",
                step,
                "partner_id",
                partner,
                "token_hash",
                token("/step/{token}"),
                "expires_at",
                later());
        insert(
                "reintegration.plan_visit",
                "case_id",
                file.id(),
                "token_hash",
                token("/plan/{token}"),
                "expires_at",
                later());
    }

    private void assist() {
        UUID assistance = insert(
                "reintegration.assistance",
                "case_id",
                file.id(),
                "kind",
                "NON_CASH",
                "form",
                "IN_KIND",
                "text",
                WORDS + " machine",
                "cost",
                BigDecimal.ZERO,
                "currency",
                "USD",
                "state",
                "APPROVED",
                "decided_by",
                fixtures.staff(centre, Role.CENTRE_MANAGER).id().id(),
                "decided_at",
                Instant.now());
        ofCase("/staff/cases/{id}/assistance/{about}", assistance);
        ofCase(
                "/staff/cases/{id}/assistance/{about}/evidence/{file}",
                insert(
                        "reintegration.evidence",
                        "case_id",
                        file.id(),
                        "assistance_id",
                        assistance,
                        "kind",
                        "RECEIPT",
                        "name",
                        "receipt.png",
                        "type",
                        "image/png"));
        put("/staff/funds/{id}", cases.fund(centre, owner, Map.of()));
    }

    private void refer() {
        UUID sent = cases.referral(centre, file, client, owner, Map.of());
        ofCase("/staff/cases/{id}/referrals/{referral}", sent);
        insert(
                "reintegration.referral_link",
                "case_id",
                file.id(),
                "referral_id",
                sent,
                "mailed",
                true,
                "token_hash",
                token("/referrals/{token}"),
                "expires_at",
                later());
        UUID draft = UuidCreator.getTimeOrderedEpoch();
        var unsent = Fixtures.row("id", draft, "state", "DRAFT", "sent_at", null, "basis", "CONSENT");
        unsent.put("shared", new String[] {"NAME", "PHONE"});
        unsent.put("called", Fixtures.seal().seal("Qwertulla", "referral.called:" + draft));
        unsent.put("message", Fixtures.seal().seal(WORDS + " to the partner", "referral.message:" + draft));
        cases.referral(centre, file, client, owner, unsent);
        ofCase("/staff/cases/{id}/referrals/{referral}/edit", draft);
        ofCase("/staff/cases/{id}/referrals/{referral}/send", draft);
        put(
                "/staff/partners/{id}",
                cases.partner(
                        centre,
                        owner,
                        Map.of("address", "12 Navoi Street", "contact", "Dilnoza", "note", "Ring twice")));
    }

    private void follow() {
        ofCase(
                "/staff/cases/{id}/follow-ups/{followUp}",
                cases.followUp(centre, file, client, LocalDate.now(Fixtures.TASHKENT), Map.of()));
        addresses.put("/staff/follow-ups/{id}", addresses.get("/staff/cases/{id}/follow-ups/{followUp}"));
        UUID told = cases.followUp(
                centre,
                file,
                client,
                LocalDate.now(Fixtures.TASHKENT),
                Map.of("state", "DONE", "settled_at", Instant.now()));
        cases.attempt(centre, file, told, owner, Instant.now(), Fixtures.row("result", "REACHED", "next_at", null));
        ofCase("/staff/cases/{id}/follow-ups/{followUp}/take-back", told);
        UUID course = cases.course(centre, owner, Map.of("state", "HELD"));
        put("/staff/courses/{id}", course);
        UUID enrolment = cases.enrolment(centre, file, client, course, owner, Map.of("state", "COMPLETED"));
        ofCase("/staff/courses/{id}/enrolments/{enrolment}", enrolment);
        ofCase("/staff/cases/{id}/trainings/{enrolment}", enrolment);
    }

    private void writeDown() {
        ofCase("/staff/cases/{id}/household/{member}", cases.relative(centre, file, client, owner));
        cases.restrictedNote(centre, file, owner, WORDS + " in confidence");
        UUID note = UuidCreator.getTimeOrderedEpoch();
        insert(
                "reintegration.case_note",
                "id",
                note,
                "case_id",
                file.id(),
                "author_id",
                owner.id().id(),
                "text",
                Fixtures.seal().seal(WORDS + " in the file", "case_note.text:" + note));
        ofCase("/staff/cases/{id}/notes/{note}", note);
        ofCase(
                "/staff/tasks/{id}",
                cases.task(
                        centre,
                        file,
                        "OWN",
                        Instant.now(),
                        Map.of(
                                "text",
                                WORDS + " to do",
                                "assignee_id",
                                owner.id().id())));
        ofCase("/staff/tasks/{id}/decision", cases.task(centre, file, "STRONG_SCREENING", Instant.now(), Map.of()));
        Staff absent = fixtures.staff(centre, Role.CASE_WORKER);
        put("/staff/cases/cover/{id}", cases.cover(centre, absent, owner, Instant.now(), later()));
        Staff reader = fixtures.staff(centre, Role.CASE_WORKER, Role.COUNSELLOR, Role.CENTRE_MANAGER);
        UUID glass = cases.glass(centre, client, reader, Instant.now().minusSeconds(60));
        put("/staff/emergency-access/{id}", glass);
        put("/admin/glass/{id}", glass);
        readers.put("/staff/emergency-access/{id}", reader);
    }

    /** A case of the other centre that this one is asked to take on. */
    private void transfer(Centre away, boolean kept) {
        Staff theirs = fixtures.staff(away, Role.CASE_WORKER);
        if (kept) {
            cases.focalPoint(centre, fixtures.staff(centre, Role.CASE_WORKER)); // who alone may take it on
        }
        ClientId offered = fixtures.client(away);
        CaseId theirCase = cases.caseFile(away, offered, theirs, Map.of("protected", kept));
        UUID transfer = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row(
                "id", transfer, "version", 0L, "centre_id", away.id().id(), "case_id", theirCase.id());
        row.put("to_centre_id", centre.id().id());
        row.put("urgency", "NORMAL");
        row.put("letter", Fixtures.seal().seal("Please go on", "transfer.letter:" + transfer));
        row.put("state", "OFFERED");
        row.put("offered_by", theirs.id().id());
        row.put("offered_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.transfer", row, Map.of());
        ofCase("/staff/transfers/{transfer}", transfer);
    }

    private void know(Centre away) {
        UUID consent = UuidCreator.getTimeOrderedEpoch();
        agrees(consent, centre, client, "SHARE_WITH_PARTNER");
        put("/staff/clients/{client}/consents/{consent}", consent);
        ClientId gone = fixtures.client(centre);
        put(
                "/staff/clients/{client}/merge/{merge}",
                insert(
                        "clients.merge",
                        "kept_id",
                        client.id(),
                        "gone_id",
                        gone.id(),
                        "undo_until",
                        later(),
                        "kept_client_version",
                        0L));
        put(
                "/staff/data-requests/{id}",
                insert(
                        "clients.data_request",
                        "client_id",
                        client.id(),
                        "kind",
                        "CORRECTION",
                        "state",
                        "OPEN",
                        "about",
                        new String[] {"OTHER"},
                        "due_on",
                        SOON));
        UUID asked = accessRequest(centre, client, away, "ASKED");
        put("/staff/access-requests/{request}/grant", asked);
        put("/staff/access-requests/{request}/refuse", asked);
        ClientId theirs = fixtures.client(away);
        agrees(UuidCreator.getTimeOrderedEpoch(), away, theirs, "SHARE_WITH_NETWORK");
        put("/staff/access-requests/{request}", accessRequest(away, theirs, centre, "GRANTED"));
        addresses.put("/staff/consent-wordings/{version}", "2026-11");
        addresses.put("/staff/consent-wordings/{version}/{language}", "en");
    }

    private UUID accessRequest(Centre of, ClientId about, Centre by, String state) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "centre_id", of.id().id(), "client_id", about.id());
        row.put("asking_centre", by.id().id());
        row.put("asked_by", fixtures.staff(by, Role.CENTRE_MANAGER).id().id());
        row.put("asked_at", Instant.now());
        row.put("once", UUID.randomUUID());
        row.put("reason", "The person is here");
        row.put("state", state);
        row.put("readable_to", state.equals("GRANTED") ? later() : null);
        fixtures.insert("clients.access_request", row, Map.of());
        return id;
    }

    private void agrees(UUID id, Centre at, ClientId who, String purpose) {
        var row = Fixtures.row(
                "id", id, "client_id", who.id(), "centre_id", at.id().id(), "purpose", purpose);
        row.put("wording", "2026-11");
        row.put("language", "en");
        row.put("how", "WRITTEN");
        row.put("given_at", Instant.now().minus(Duration.ofDays(2)));
        fixtures.insert("clients.consent", row, Map.of());
    }

    private void counsel(Centre away) {
        Staff counsellor = fixtures.counsellor(centre);
        Instant day = SOON.atTime(11, 0).atZone(Fixtures.TASHKENT).toInstant();
        var booked =
                fixtures.appointment(centre, counsellor, client, day, Map.of("token_hash", token("/bookings/{token}")));
        put("/staff/appointments/{id}", booked);
        var visit = fixtures.appointment(
                centre,
                counsellor,
                client,
                LocalDate.now(Fixtures.TASHKENT).atStartOfDay(Fixtures.TASHKENT).toInstant(),
                Map.of("state", "COMPLETED"));
        put("/staff/feedback-card/{visit}", visit);
        insert(
                "counselling.feedback_voucher",
                "token_hash",
                SecretLinks.hash(new SecretLinks(Fixtures.seal()).token("feedback", visit.id())),
                "valid_until",
                SOON);
        put("/staff/consultations/{id}", fixtures.consultation(centre, counsellor, client, Instant.now()));
        writers.put("/staff/consultations/{id}/edit", counsellor);
        Staff diary = fixtures.counsellor(centre);
        put("/staff/calendar-feeds/{id}", feed(diary));
        readers.put("/staff/calendar-feeds/{id}", diary);
        Staff listed = fixtures.counsellor(centre);
        put("/manage/settings/{centre}/calendar-feeds/{id}", feed(listed));
        put("/manage/settings/{centre}/counsellors/{staff}", listed.id());
        put("/staff/queue/{id}", waiting());
        UUID interpreter = insert(
                "counselling.interpreter",
                "name",
                "Interpreter",
                "languages",
                new String[] {"tg"},
                "sex",
                "F",
                "remote",
                true,
                "page_language",
                "tg",
                "confidentiality_signed_on",
                LocalDate.of(2026, 1, 1),
                "active",
                true);
        put("/staff/interpreters/{id}", interpreter);
        put(
                "/staff/interpreting/{id}",
                fixtures.appointment(
                        centre,
                        counsellor,
                        client,
                        day.plus(Duration.ofHours(2)),
                        Map.of("needs", new String[] {"INTERPRETER"}, "interpreter_language", "tg")));
        put(
                "/staff/waiting-list/{id}",
                insert(
                        "counselling.waiting_line",
                        "client_id",
                        client.id(),
                        "state",
                        "WAITING",
                        "service_code",
                        "WORK_ABROAD",
                        "mode",
                        "IN_PERSON",
                        "language",
                        "uz",
                        "page_language",
                        "uz",
                        "last_day",
                        SOON,
                        "token_hash",
                        token("/waiting/{token}")));
        put(
                "/staff/messages/{id}",
                insert(
                        "notifications.message",
                        "about",
                        booked.id(),
                        "kind",
                        "CONFIRMATION",
                        "channel",
                        "EMAIL",
                        "state",
                        "NOT_DELIVERED",
                        "due_until",
                        later()));
    }

    private UUID feed(Staff of) {
        return insert(
                "counselling.calendar_feed",
                "staff_id",
                of.id().id(),
                "made_by",
                of.id().id());
    }

    private UUID waiting() {
        LocalDate today = LocalDate.now(Fixtures.TASHKENT);
        int number = 1
                + fixtures.jdbc()
                        .sql("select count(*) from counselling.walk_in where centre_id = ?")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single();
        UUID walkIn = insert(
                "counselling.walk_in",
                "day",
                today,
                "ticket",
                number,
                "client_id",
                client.id(),
                "language",
                "uz",
                "service_code",
                "WORK_ABROAD",
                "state",
                "WAITING");
        insert(
                "counselling.ticket",
                "day",
                today,
                "number",
                number,
                "walk_in_id",
                walkIn,
                "standing",
                "WAITING",
                "token_hash",
                token("/tickets/{token}"));
        return walkIn;
    }

    private void reachOut() {
        OutreachFixtures outreach = new OutreachFixtures(fixtures);
        FieldFixtures field = new FieldFixtures(fixtures);
        UUID campaign = insert(
                "outreach.campaign",
                "name",
                "Campaign",
                "starts_on",
                SOON,
                "ends_on",
                SOON,
                "audience_code",
                "ALL",
                "channels",
                new String[] {"FACEBOOK"});
        put("/staff/campaigns/{campaign}", campaign);
        put("/staff/campaigns/{id}", campaign);
        put(
                "/staff/campaigns/{campaign}/posts/{id}",
                insert("outreach.post", "campaign_id", campaign, "platform", "FACEBOOK", "posted_on", SOON));
        put(
                "/staff/campaigns/{campaign}/imports/{id}",
                insert(
                        "outreach.reach_import",
                        "campaign_id",
                        campaign,
                        "platform",
                        "FACEBOOK",
                        "headings",
                        new String[] {"Link", "Reach"},
                        "state",
                        "UPLOADED",
                        "expires_at",
                        later()));
        SessionId session = outreach.session(
                centre,
                owner,
                LocalDate.now(Fixtures.TASHKENT).atStartOfDay(Fixtures.TASHKENT).toInstant());
        put("/staff/sessions/{id}", session);
        String registered = Reference.random();
        var registration = outreach.registration(
                centre, session, Map.of("reference", registered, "token_hash", token("/registrations/{token}")));
        put("/staff/sessions/{id}/registrations/{registration}", registration);
        addresses.put("/staff/check-in/{reference}", registered);
        put("/staff/sessions/{id}/attendance/{checkIn}", checkIn(session));
        SessionId held = outreach.session(
                centre,
                owner,
                Instant.now().minus(Duration.ofDays(9)),
                Map.of("state", "HELD", "held_at", Instant.now()));
        UUID came = checkIn(held);
        put("/staff/sessions/{id}/certificates/all.pdf", held);
        put("id of /staff/sessions/{id}/certificates/{checkIn}/certificate.pdf", held);
        put("/staff/sessions/{id}/certificates/{checkIn}", came);
        insert(
                "outreach.knowledge_round",
                "session_id",
                session.id(),
                "topic_code",
                "LEGAL_WORK",
                "questions",
                new String[] {"LEGAL_WORK_1"},
                "code",
                Reference.random(),
                "seats",
                3);
        addresses.put("/staff/sessions/{id}/knowledge/paper/{phase}", "before");
        String code = fixtures.jdbc()
                .sql(
                        "select string_agg(substr('23456789ABCDEFGHJK', 1 + floor(random() * 18)::int, 1), '') from generate_series(1, 6)")
                .query(String.class)
                .single();
        insert("outreach.short_code", "code", code, "kind", "LEAFLET", "label", "Leaflet", "target", "BOOK");
        addresses.put("/staff/codes/{typed}", code);
        put("/staff/visits/{id}", field.visit(centre, owner, LocalDate.of(2026, 10, 1), Map.of()));
        put("/staff/institutions/{id}", field.institution(centre, owner, "School " + code));
        put("/staff/leaders/{id}", field.leader(centre, owner, "Leader " + code));
    }

    private UUID checkIn(SessionId session) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        return insert(
                "outreach.check_in",
                "id",
                id,
                "session_id",
                session.id(),
                "name",
                Fixtures.seal().seal("Guest " + id, "check-in.name:" + id),
                "people",
                1,
                "sex",
                "F",
                "age_band",
                "UNKNOWN");
    }

    private void manage() {
        put("/admin/accounts/{id}", fixtures.staff(centre, Role.FRONT_DESK).id());
        addresses.put("/manage/cases/{measure}", "open");
        UUID complaint = UuidCreator.getTimeOrderedEpoch();
        insert(
                "counselling.complaint",
                "id",
                complaint,
                "addressed_to",
                "CENTRE",
                "state",
                "NEW",
                "language",
                "uz",
                "text",
                Fixtures.seal().seal("Too long a wait", "complaint.text:" + complaint),
                "reference",
                Reference.random(),
                "token_hash",
                token("/complaints/{token}"),
                "due_on",
                SOON);
        put("/manage/complaints/{id}", complaint);
        put("/manage/feedback/alerts/{id}", insert("counselling.feedback_alert"));
        addresses.put("/manage/settings/{centre}", centre.code());
        addresses.put("/manage/settings/{centre}/messages/{kind}", "confirmation");
        addresses.put("/manage/settings/{centre}/messages/{kind}/{channel}", "email");
        addresses.put("/manage/settings/{centre}/services/{service}", "WORK_ABROAD");
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofDays(3));
    }

    private byte[] token(String pattern) {
        String token = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        tokens.put(pattern, token);
        return SecretLinks.hash(token);
    }

    private void put(String pattern, Object id) {
        addresses.put(pattern, id.toString());
    }

    private void ofCase(String pattern, UUID id) {
        put(pattern, id);
        ofTheCase.add(id.toString());
    }

    Map<String, String> tokens() {
        return tokens;
    }

    /** Ids of the case and of all that belongs to it, its reference, and what is written in it. */
    List<String> traces() {
        List<String> traces = new ArrayList<>(ofTheCase);
        traces.add(reference);
        traces.add(Reference.grouped(reference));
        traces.add(WORDS);
        return traces;
    }

    /** Whether what the route is about belongs to the case. */
    boolean isOfTheCase(Route route) {
        return route.pattern().startsWith("/staff/cases/{")
                || route.variables().stream().anyMatch(name -> ofTheCase.contains(value(route, name)));
    }

    /** Who alone may read it, where somebody alone may. */
    @Nullable
    Staff reader(Route route) {
        return readers.entrySet().stream()
                .filter(entry -> route.pattern().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Who opens it, where not everybody of the team does. */
    @Nullable
    Staff opener(Route route) {
        Staff writer = writers.get(route.pattern());
        return writer == null ? reader(route) : writer;
    }

    /** The variables of a route of which there is no record here. */
    List<String> missing(Route route) {
        return route.variables().stream()
                .filter(name -> value(route, name) == null)
                .toList();
    }

    String address(Route route) {
        return address(route, this);
    }

    /** The route to this first record, and to the others' further ones. */
    String address(Route route, PortalRecords others) {
        String address = route.pattern();
        PortalRecords from = this;
        for (String name : route.variables()) {
            address = address.replaceFirst("\\{" + name + "(:[^}]*)?}", String.valueOf(from.value(route, name)));
            from = others;
        }
        return address.endsWith("/referrals/new") ? address + "?service=LEGAL" : address;
    }

    private @Nullable String value(Route route, String name) {
        String pattern = route.pattern();
        String special = addresses.get(name + " of " + pattern);
        if (special != null) {
            return special;
        }
        String whole = addresses.get(pattern);
        boolean last = route.variables().getLast().equals(name);
        return last && whole != null
                ? whole
                : addresses.get(pattern.substring(0, pattern.indexOf("{" + name + "}") + name.length() + 2));
    }

    /** A row with these columns, and whatever else it must have. */
    private UUID insert(String table, @Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> row = new HashMap<>();
        columns(table).forEach((column, type) -> row.put(column, anything(column, type)));
        row.putAll(Fixtures.row(namesAndValues));
        fixtures.insert(table, row, Map.of());
        return row.get("id") instanceof UUID id ? id : new UUID(0, 0);
    }

    /** Those that must be filled in. */
    private Map<String, String> columns(String table) {
        return types.computeIfAbsent(
                table,
                any -> fixtures
                        .jdbc()
                        .sql("""
                                select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
                                where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull
                                  and not a.atthasdef
                                """)
                        .param(table)
                        .query((row, number) -> Map.entry(row.getString("name"), row.getString("type")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Object anything(String column, String type) {
        if (column.equals("centre_id")) {
            return centre.id().id();
        }
        if (column.endsWith("_by") || column.equals("staff_id") || column.equals("author_id")) {
            return owner.id().id();
        }
        return switch (type) {
            case "uuid" -> UuidCreator.getTimeOrderedEpoch();
            case "text" -> "x";
            case "text[]" -> new String[0];
            case "boolean" -> false;
            case "date" -> LocalDate.now(Fixtures.TASHKENT);
            case "timestamp with time zone" -> Instant.now();
            case "bytea" -> SecretLinks.hash(UUID.randomUUID().toString());
            default -> 0;
        };
    }
}
