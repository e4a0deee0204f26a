package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How the centres give their services: study abroad in a group of six, a pause after hard talks, and entry bans only once
 * somebody at the centre has said yes.
 */
final class CentreWays {

    private final Connection connection;

    CentreWays(Connection connection) {
        this.connection = connection;
    }

    void write() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "update centres.centre_service set minutes = 60, places = 6 where service_code = 'STUDY'");
            statement.execute("update centres.centre_service set buffer_after = 10"
                    + " where service_code in ('UNPAID_WAGES', 'FAMILY_MATTERS')");
            statement.execute(
                    "update centres.centre_service set needs_confirmation = true where service_code = 'ENTRY_BAN'");
        }
    }
}
