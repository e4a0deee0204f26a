package org.mrcportal.notifications.message;

import java.util.List;
import org.mrcportal.clients.RowsOfOnePerson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages change hands: those that are due go to where the person is reached now. */
@Component
class MessagesOfOnePerson extends RowsOfOnePerson {

    MessagesOfOnePerson(JdbcClient jdbc) {
        super(jdbc, List.of(Table.of("MESSAGE", "notifications.message")));
    }
}
