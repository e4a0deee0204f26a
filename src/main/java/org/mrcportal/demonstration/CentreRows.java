package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;

/** Writes the centres with their texts, hours, services, languages and closed days. */
final class CentreRows {

    private final Connection connection;

    CentreRows(Connection connection) {
        this.connection = connection;
    }

    void write(LocalDate today) throws SQLException {
        var centres = new Rows(
                connection,
                "centres.centre",
                "id, code, country, region_code, zone, opened, project, reported_in_person_min,"
                        + " reported_social_reach_approx, reported_source, position");
        var texts = new Rows(connection, "centres.centre_text", "centre_id, language, name, city");
        var hours = new Rows(connection, "centres.opening_hours", "centre_id, weekday, opens, closes");
        var languages = new Rows(connection, "centres.centre_language", "centre_id, language");
        var closed = new Rows(connection, "centres.closed_day", "centre_id, day");
        int position = 0;
        for (var centre : DemonstrationCentre.ALL) {
            centres.add(
                    centre.id(),
                    centre.code(),
                    centre.country(),
                    centre.region(),
                    centre.zone().getId(),
                    centre.opened(),
                    "PROTECT",
                    centre.reportedInPerson(),
                    centre.reportedReach(),
                    centre.source(),
                    ++position);
            for (var language : centre.texts().keySet().stream().sorted().toList()) {
                var text = Objects.requireNonNull(centre.texts().get(language));
                texts.add(centre.id(), language, text.name(), text.city());
            }
            for (int weekday = 1; weekday <= 5; weekday++) {
                hours.add(centre.id(), weekday, LocalTime.of(9, 0), LocalTime.of(13, 0));
                hours.add(centre.id(), weekday, LocalTime.of(14, 0), LocalTime.of(18, 0));
            }
            for (var language : centre.languages()) {
                languages.add(centre.id(), language);
            }
            for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
                if (year < 2026 || year > 2027) { // the portal itself knows the public holidays of these
                    for (var holiday : centre.holidays().stream().sorted().toList()) {
                        closed.add(centre.id(), holiday.atYear(year));
                    }
                }
            }
        }
        centres.flush();
        texts.flush();
        hours.flush();
        languages.flush();
        closed.flush();
        try (var statement = connection.createStatement()) {
            statement.execute("insert into centres.centre_service (centre_id, service_code)"
                    + " select c.id, s.code from centres.centre c cross join centres.service s");
        }
    }
}
