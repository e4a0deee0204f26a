package org.mrcportal.reintegration.casefile;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.KeptOfPerson;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a case keeps of a person, for the copy of own data. What staff noticed, scored or wrote is left out, and so is every
 * case that is kept for its team: the centre tells it in a talk.
 */
@Component
@Order(3)
@Transactional(readOnly = true)
class CasesKept implements KeptOfPerson {

    private final JdbcClient jdbc;

    CasesKept(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Section> of(ClientId client) {
        return List.of(new Section(
                "cases",
                jdbc.sql("""
                                select * from reintegration.case_file where client_id = ? and not protected
                                order by opened_at desc
                                """)
                        .param(client.id())
                        .query((row, number) -> new Entry(List.of(
                                Fact.of(
                                        "since",
                                        row.getObject("opened_at", OffsetDateTime.class)
                                                .toInstant()),
                                Fact.code("state", row.getString("state"), "own.case-state."),
                                Fact.code("caseType", row.getString("case_type"), "own.case-type."),
                                Fact.code("returnedFrom", row.getString("returned_from"), "centres.country."),
                                Fact.of("returnedOn", row.getObject("returned_on", LocalDate.class)),
                                Fact.of("monthsAbroad", row.getObject("months_abroad", Integer.class)),
                                Fact.code("language", row.getString("language"), "own.language."))))
                        .list()));
    }
}
