package org.mrcportal.reintegration;

import com.github.f4b6a3.uuid.UuidCreator;
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

    /** A follow-up in between, to be asked on that day. */
    public UUID followUp(
            Centre centre,
            CaseId file,
            ClientId client,
            LocalDate due,
            Map<String, ? extends @Nullable Object> columns) {
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
}
