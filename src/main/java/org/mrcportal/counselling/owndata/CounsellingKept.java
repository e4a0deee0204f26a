package org.mrcportal.counselling.owndata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.KeptOfPerson;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What counselling keeps of a person. Topics, outcomes and notes of a talk are left out: on a telephone that others see
 * they may endanger somebody, so the centre tells them in a talk.
 */
@Component
@Order(1)
@Transactional(readOnly = true)
class CounsellingKept implements KeptOfPerson {

    private static final String LANGUAGE = "own.language.";
    private static final String SERVICE = "centres.service.";

    private final JdbcClient jdbc;

    CounsellingKept(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Section> of(ClientId client) {
        return List.of(
                section(
                        "appointments",
                        client,
                        """
                        select * from counselling.appointment where client_id = ? order by starts_at desc
                        """,
                        row -> List.of(
                                Fact.of("starts", instant(row, "starts_at")),
                                Fact.code("service", row.getString("service_code"), SERVICE),
                                Fact.code("mode", row.getString("mode"), "counselling.mode."),
                                Fact.code("language", row.getString("language"), LANGUAGE),
                                Fact.code("counsellor", row.getString("counsellor_sex"), "counselling.counsellor."),
                                Fact.code("state", row.getString("state"), "own.appointment-state."),
                                Fact.of("booked", instant(row, "booked_at")),
                                Fact.of("reference", row.getString("reference")))),
                section(
                        "talks",
                        client,
                        """
                        select * from counselling.consultation where client_id = ? order by started_at desc
                        """,
                        row -> List.of(
                                Fact.of("started", instant(row, "started_at")),
                                Fact.code("language", row.getString("language"), LANGUAGE),
                                Fact.of("interpreter", row.getBoolean("interpreter")),
                                Fact.code("destination", row.getString("destination"), "centres.country."),
                                Fact.of("followUp", row.getObject("follow_up_on", LocalDate.class)))),
                section(
                        "walkIns",
                        client,
                        """
                        select * from counselling.walk_in where client_id = ? order by arrived_at desc
                        """,
                        row -> List.of(
                                Fact.of("day", row.getObject("day", LocalDate.class)),
                                Fact.of("ticket", row.getInt("ticket")),
                                Fact.code("service", row.getString("service_code"), SERVICE),
                                Fact.code("language", row.getString("language"), LANGUAGE))),
                section(
                        "waiting",
                        client,
                        """
                        select * from counselling.waiting_line where client_id = ? order by joined_at desc
                        """,
                        row -> List.of(
                                Fact.of("since", instant(row, "joined_at")),
                                Fact.code("service", row.getString("service_code"), SERVICE),
                                Fact.of("until", row.getObject("last_day", LocalDate.class)),
                                Fact.of("ended", instant(row, "ended_at")))));
    }

    /** The facts of one row. */
    private interface Facts {
        List<Fact> of(ResultSet row) throws SQLException;
    }

    private Section section(String name, ClientId client, String sql, Facts facts) {
        RowMapper<Entry> entry = (row, number) -> new Entry(facts.of(row));
        return new Section(name, jdbc.sql(sql).param(client.id()).query(entry).list());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
