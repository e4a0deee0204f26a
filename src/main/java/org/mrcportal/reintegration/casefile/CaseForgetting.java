package org.mrcportal.reintegration.casefile;

import org.mrcportal.clients.IdentityErased;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When somebody's identity is erased, what staff wrote in the person's cases goes in the same transaction. The cases
 * stay, under a code; also an open one, which nobody can work on any more but to close it.
 */
@Component
class CaseForgetting {

    private final JdbcClient jdbc;

    CaseForgetting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(IdentityErased erased) {
        jdbc.sql("select reintegration.forget_person(?)")
                .param(erased.client().id())
                .query((row, number) -> true)
                .single();
    }
}
