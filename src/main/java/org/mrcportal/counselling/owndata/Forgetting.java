package org.mrcportal.counselling.owndata;

import org.mrcportal.clients.IdentityErased;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When somebody's identity is erased, what counsellors wrote about the person goes in the same transaction. */
@Component
class Forgetting {

    private final JdbcClient jdbc;

    Forgetting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(IdentityErased erased) {
        jdbc.sql("""
                        update counselling.consultation set note = null, version = version + 1
                        where client_id = ? and note is not null
                        """).param(erased.client().id()).update();
    }
}
