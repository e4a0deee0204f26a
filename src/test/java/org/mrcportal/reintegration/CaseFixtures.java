package org.mrcportal.reintegration;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Reference;

/** Rows of casework for tests; the last argument replaces single columns. */
public final class CaseFixtures {

    private final Fixtures fixtures;

    public CaseFixtures(Fixtures fixtures) {
        this.fixtures = fixtures;
    }

    /** A voluntary return, a single person's, being worked on by its owner. */
    public CaseId caseFile(
            Centre centre, ClientId client, Staff owner, Map<String, ? extends @Nullable Object> columns) {
        CaseId id = CaseId.next();
        var row = Fixtures.row(
                "id", id.id(), "version", 0L, "centre_id", centre.id().id(), "client_id", client.id());
        row.put("reference", Reference.random());
        row.put("case_type", "VOLUNTARY");
        row.put("household", false);
        row.put("protected", false);
        row.put("source", "SELF");
        row.put("state", "ACTIVE");
        row.put("state_since", Instant.now());
        row.put("language", "uz");
        row.put("owner_id", owner.id().id());
        row.put("returned_from", "RU");
        row.put("returned_on", LocalDate.of(2026, 6, 1));
        row.put("months_abroad", 14);
        row.put("once", UUID.randomUUID());
        row.put("opened_by", owner.id().id());
        row.put("opened_at", Instant.now());
        fixtures.insert("reintegration.case_file", row, columns);
        return id;
    }

    /** Somebody beside the owner. */
    public void member(Centre centre, CaseId file, Staff member, Staff addedBy) {
        fixtures.insert(
                "reintegration.case_member",
                Fixtures.row(
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        file.id(),
                        "staff_id",
                        member.id().id(),
                        "added_by",
                        addedBy.id().id(),
                        "added_at",
                        Instant.now()),
                Map.of());
    }

    /** Who watches over protection at the centre. */
    public void focalPoint(Centre centre, Staff who) {
        fixtures.insert(
                "reintegration.focal_point",
                Fixtures.row(
                        "centre_id",
                        centre.id().id(),
                        "staff_id",
                        who.id().id(),
                        "named_by",
                        who.id().id(),
                        "named_at",
                        Instant.now()),
                Map.of());
    }

    /** A legal clinic that answers by e-mail, with an agreement on data. */
    public UUID partner(Centre centre, Staff by, Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        String name = "Legal clinic " + id;
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "name", name);
        row.put("name_key", PersonName.SearchKey.of(name));
        row.put("kind", "LEGAL_CLINIC");
        row.put("services", new String[] {"LEGAL", "DOCUMENTS"});
        row.put("email", "clinic@example.org");
        row.put("shares_data", true);
        row.put("once", UUID.randomUUID());
        row.put("created_by", by.id().id());
        row.put("created_at", Instant.now());
        fixtures.insert("partners.partner", row, columns);
        return id;
    }

    /** Ten thousand dollars for 2026 and 2027. */
    public UUID fund(Centre centre, Staff by, Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "project", "Return " + id);
        row.put("currency", "USD");
        row.put("amount", new java.math.BigDecimal("10000"));
        row.put("starts_on", LocalDate.of(2026, 1, 1));
        row.put("ends_on", LocalDate.of(2027, 12, 31));
        row.put("created_by", by.id().id());
        row.put("created_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.fund", row, columns);
        return id;
    }

    /** Somebody stands in for the absent from one moment until another. */
    public UUID cover(Centre centre, Staff absent, Staff cover, Instant from, Instant until) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "centre_id", centre.id().id());
        row.put("absent_id", absent.id().id());
        row.put("cover_id", cover.id().id());
        row.put("starts_at", from);
        row.put("ends_at", until);
        row.put("made_by", absent.id().id());
        row.put("made_at", from);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.cover", row, Map.of());
        return id;
    }

    /** Somebody opened what is closed of the client, from that moment for three hours. */
    public UUID glass(Centre centre, ClientId client, Staff who, Instant openedAt) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "centre_id", centre.id().id(), "client_id", client.id());
        row.put("staff_id", who.id().id());
        row.put("reason", "The person is at the door and in danger");
        row.put("opened_at", openedAt);
        row.put("ends_at", openedAt.plus(Duration.ofHours(3)));
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.broken_glass", row, Map.of());
        return id;
    }

    /** A restricted note about protection. */
    public UUID restrictedNote(Centre centre, CaseId file, Staff author, String text) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("author_id", author.id().id());
        row.put("about", "PROTECTION");
        row.put("text", Fixtures.seal().seal(text, "restricted_note.text:" + id));
        row.put("made_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.restricted_note", row, Map.of());
        return id;
    }

    /** Something to do by a time; for the supervisors where no assignee stands among the columns. */
    public UUID task(
            Centre centre,
            @Nullable CaseId file,
            String kind,
            Instant dueAt,
            Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id());
        row.put("case_id", file == null ? null : file.id());
        row.put("kind", kind);
        row.put("due_at", dueAt);
        row.put("created_at", dueAt.minus(Duration.ofDays(1)));
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.task", row, columns);
        return id;
    }

    /** Agrees to be asked later how things went. */
    public void agreesToBeAsked(Centre centre, ClientId client) {
        var row = Fixtures.row(
                "id",
                UuidCreator.getTimeOrderedEpoch(),
                "client_id",
                client.id(),
                "centre_id",
                centre.id().id());
        row.put("purpose", "FOLLOW_UP");
        row.put("wording", "2026-11");
        row.put("language", "en");
        row.put("how", "ORAL");
        row.put("given_at", Instant.now().minus(Duration.ofDays(400)));
        fixtures.insert("clients.consent", row, Map.of());
    }

    /** A follow-up in between, to be asked on that day, of somebody who agrees to be asked. */
    public UUID followUp(
            Centre centre,
            CaseId file,
            ClientId client,
            LocalDate due,
            Map<String, ? extends @Nullable Object> columns) {
        agreesToBeAsked(centre, client);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("client_id", client.id());
        row.put("round", "OTHER");
        row.put("due_on", due);
        row.put("state", "DUE");
        row.put("once", UUID.randomUUID());
        row.put("created_at", Instant.now());
        fixtures.insert("reintegration.follow_up", row, columns);
        return id;
    }

    /** Nobody answered the telephone; the next attempt is due at once. */
    public void attempt(
            Centre centre,
            CaseId file,
            UUID followUp,
            Staff by,
            Instant at,
            Map<String, ? extends @Nullable Object> columns) {
        var row = Fixtures.row(
                "id",
                UuidCreator.getTimeOrderedEpoch(),
                "centre_id",
                centre.id().id(),
                "case_id",
                file.id());
        row.put("follow_up_id", followUp);
        row.put("at", at);
        row.put("way", "CALL");
        row.put("result", "NO_ANSWER");
        row.put("next_at", at);
        row.put("staff_id", by.id().id());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.follow_up_attempt", row, columns);
    }

    /** A course that runs now, of the centre's own, with twelve places. */
    public UUID course(Centre centre, Staff by, Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id());
        row.put("kind", "TRADE");
        row.put("name", "Sewing " + id);
        row.put("language", "uz");
        row.put("places", 12);
        row.put("starts_on", LocalDate.now(Fixtures.TASHKENT).minusDays(7));
        row.put("ends_on", LocalDate.now(Fixtures.TASHKENT).plusDays(30));
        row.put("state", "PLANNED");
        row.put("once", UUID.randomUUID());
        row.put("created_by", by.id().id());
        row.put("created_at", Instant.now());
        fixtures.insert("reintegration.course", row, columns);
        return id;
    }

    /** Takes part in a course. */
    public UUID enrolment(
            Centre centre,
            CaseId file,
            ClientId client,
            UUID course,
            Staff by,
            Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("course_id", course);
        row.put("client_id", client.id());
        row.put("state", "ENROLLED");
        row.put("state_since", Instant.now());
        row.put("enrolled_by", by.id().id());
        row.put("enrolled_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.enrolment", row, columns);
        return id;
    }

    /** The client's place in the household of the case. */
    public UUID relative(Centre centre, CaseId file, ClientId client, Staff by) {
        return relative(centre, file, client, by, Map.of());
    }

    /** The same; the last argument replaces single columns. */
    public UUID relative(
            Centre centre, CaseId file, ClientId client, Staff by, Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("client_id", client.id());
        row.put("relation", "SELF");
        row.put("head", true);
        row.put("shown", false);
        row.put("added_by", by.id().id());
        row.put("added_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.household_member", row, columns);
        return id;
    }

    /** A survey of the beginning, not finished. */
    public UUID assessment(
            Centre centre, CaseId file, ClientId client, Staff by, Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("client_id", client.id());
        row.put("instrument", "RSS");
        row.put("instrument_version", 1);
        row.put("round", "BASELINE");
        row.put("started_by", by.id().id());
        row.put("started_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.assessment", row, columns);
        return id;
    }

    /** A referral for legal help that was sent and not answered yet. */
    public UUID referral(
            Centre centre, CaseId file, ClientId client, Staff by, Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("client_id", client.id());
        row.put("partner_id", partner(centre, by, Map.of()));
        row.put("service", "LEGAL");
        row.put("urgency", "NORMAL");
        row.put("state", "SENT");
        row.put("state_since", Instant.now());
        row.put("sent_at", Instant.now());
        row.put("due_on", LocalDate.of(2999, 1, 1));
        row.put("made_by", by.id().id());
        row.put("made_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.referral", row, columns);
        return id;
    }

    /** A step of the case's plan, which is still being written: the client does it by a day far away. */
    public UUID step(Centre centre, CaseId file, Staff by, String text) {
        return step(centre, file, by, Map.of("text", text));
    }

    /** The same; the last argument replaces single columns of the step. */
    public UUID step(Centre centre, CaseId file, Staff by, Map<String, ? extends @Nullable Object> columns) {
        UUID plan = UuidCreator.getTimeOrderedEpoch();
        var row =
                Fixtures.row("id", plan, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("state", "DRAFT");
        row.put("created_by", by.id().id());
        row.put("created_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.plan", row, Map.of());
        UUID goal = UuidCreator.getTimeOrderedEpoch();
        row = Fixtures.row("id", goal, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("plan_id", plan);
        row.put("dimension", "ECONOMIC");
        row.put("text", "Work of one's own");
        row.put("position", 1);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.goal", row, Map.of());
        UUID step = UuidCreator.getTimeOrderedEpoch();
        row = Fixtures.row("id", step, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("goal_id", goal);
        row.put("kind", "STEP");
        row.put("text", "Ask for the papers");
        row.put("doer", "CLIENT");
        row.put("due_on", LocalDate.of(2999, 1, 1));
        row.put("state", "PLANNED");
        row.put("state_since", Instant.now());
        row.put("position", 1);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.action", row, columns);
        return step;
    }

    /** As people read it aloud, without the gap. */
    public String reference(CaseId file) {
        return fixtures.jdbc()
                .sql("select reference from reintegration.case_file where id = ?")
                .param(file.id())
                .query(String.class)
                .single();
    }

    public String code(ClientId client) {
        return fixtures.jdbc()
                .sql("select code from clients.client where id = ?")
                .param(client.id())
                .query(String.class)
                .single();
    }
}
