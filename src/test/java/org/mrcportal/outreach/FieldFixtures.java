package org.mrcportal.outreach;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.shared.PersonName;

/** Rows of the work in the districts for tests; the last argument replaces single columns. */
public final class FieldFixtures {

    private final Fixtures fixtures;

    public FieldFixtures(Fixtures fixtures) {
        this.fixtures = fixtures;
    }

    /** A visit that was made in Urgut, Samarkand, to inform. */
    public UUID visit(Centre centre, Staff officer, LocalDate day, Map<String, ? extends @Nullable Object> columns) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = base(id, centre, officer);
        row.put("state", "DONE");
        row.put("day", day);
        row.put("region_code", "UZ-SA");
        row.put("district_code", "UZ-SA-URGUT");
        row.put("purposes", new String[] {"INFORM"});
        fixtures.insert("outreach.visit", row, columns);
        return id;
    }

    /** A school in Urgut. */
    public UUID institution(Centre centre, Staff officer, String name) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = base(id, centre, officer);
        row.put("name", name);
        row.put("name_key", PersonName.SearchKey.of(name));
        row.put("kind", "SCHOOL");
        row.put("region_code", "UZ-SA");
        row.put("district_code", "UZ-SA-URGUT");
        fixtures.insert("outreach.institution", row, Map.of());
        return id;
    }

    /** A teacher in Urgut, listed with written consent. */
    public UUID leader(Centre centre, Staff officer, String name) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = base(id, centre, officer);
        row.put("kind", "TEACHER");
        row.put("region_code", "UZ-SA");
        row.put("district_code", "UZ-SA-URGUT");
        row.put("languages", new String[] {"uz"});
        row.put("name", Fixtures.seal().seal(name, "leader.name:" + id));
        row.put("name_key", PersonName.SearchKey.of(name));
        row.put("contact", Fixtures.seal().seal("+998900000000", "leader.contact:" + id));
        row.put("consent_on", LocalDate.of(2026, 5, 1));
        row.put("consent_how", "WRITTEN");
        fixtures.insert("outreach.leader", row, Map.of());
        return id;
    }

    public void meets(Centre centre, UUID visit, UUID leader) {
        fixtures.insert(
                "outreach.visit_leader",
                Fixtures.row("centre_id", centre.id().id(), "visit_id", visit, "leader_id", leader),
                Map.of());
    }

    private static Map<String, @Nullable Object> base(UUID id, Centre centre, Staff officer) {
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id());
        row.put("once", UUID.randomUUID());
        row.put("created_by", officer.id().id());
        row.put("created_at", Instant.now());
        return row;
    }
}
