package org.mrcportal.reintegration.followup;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rounds of a case in which somebody is still to be asked, for the survey of the same round. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class OpenRounds {

    private final JdbcClient jdbc;

    OpenRounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The follow-up that is not settled.
     *
     * @param round M3, M6 or M12
     */
    public Optional<UUID> of(CaseId file, ClientId client, String round) {
        return jdbc.sql("""
                        select id from reintegration.follow_up
                        where case_id = ? and client_id = ? and round = ? and round <> 'OTHER' and state = 'DUE'
                        """)
                .params(file.id(), client.id(), round)
                .query(UUID.class)
                .optional();
    }
}
