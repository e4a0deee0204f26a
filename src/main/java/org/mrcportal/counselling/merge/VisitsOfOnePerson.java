package org.mrcportal.counselling.merge;

import java.util.List;
import org.mrcportal.clients.RowsOfOnePerson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appointments, walk-ins, consultations and places in the waiting line change hands; closed months open by themselves. */
@Component
class VisitsOfOnePerson extends RowsOfOnePerson {

    VisitsOfOnePerson(JdbcClient jdbc) {
        super(
                jdbc,
                List.of(
                        Table.of("APPOINTMENT", "counselling.appointment"),
                        Table.of("CONSULTATION", "counselling.consultation"),
                        Table.of("WALK_IN", "counselling.walk_in"),
                        Table.of("WAITING", "counselling.waiting_line")));
    }
}
