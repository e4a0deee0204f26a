package org.mrcportal.counselling.waitinglist;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.mrcportal.counselling.OpenOffers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** An offer whose place the centre has needed itself is not open, although its row has not been tidied yet. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class OffersOnRecord implements OpenOffers {

    private final JdbcClient jdbc;
    private final Clock clock;

    OffersOnRecord(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public boolean isOpen(UUID line, int number) {
        return jdbc.sql("""
                        select exists (select from counselling.place_offer o
                                       join counselling.appointment a on a.id = o.appointment_id
                                       where o.line_id = :line and o.number = :number and o.state = 'PENDING'
                                         and o.kept_until > :now and a.state = 'HELD')
                        """)
                .param("line", line)
                .param("number", number)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
