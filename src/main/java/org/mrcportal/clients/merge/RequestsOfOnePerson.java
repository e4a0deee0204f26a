package org.mrcportal.clients.merge;

import java.util.List;
import org.mrcportal.clients.RowsOfOnePerson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the person asked about the own data, and what other centres asked about the person. */
@Component
class RequestsOfOnePerson extends RowsOfOnePerson {

    private static final String ONE_OPEN_DELETION = """
            not exists (select from clients.data_request o where o.client_id = :to and o.state = 'OPEN' and t.state = 'OPEN'
                        and o.kind = 'DELETION' and t.kind = 'DELETION')
            """;
    private static final String ONE_OF_EACH_FORM = """
            not exists (select from clients.access_request o where o.client_id = :to and o.once = t.once)
            """;

    RequestsOfOnePerson(JdbcClient jdbc) {
        super(
                jdbc,
                List.of(
                        new Table("DATA_REQUEST", "clients.data_request", true, ONE_OPEN_DELETION),
                        new Table("ACCESS_REQUEST", "clients.access_request", false, ONE_OF_EACH_FORM)));
    }
}
