package org.mrcportal.outreach.figures;

import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.AuditEntry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says what a session has cost, or that it is not known. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CostDesk {

    private final Sessions sessions;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CostDesk(Sessions sessions, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.events = events;
    }

    @Transactional(readOnly = true)
    SessionOnPlan session(SessionId id) {
        return sessions.get(id);
    }

    @Transactional(readOnly = true)
    CostForm cost(SessionId id) {
        return jdbc.sql("select cost_amount, cost_currency from outreach.awareness_session where id = ?")
                .param(id.id())
                .query((row, number) -> CostForm.of(row.getBigDecimal("cost_amount"), row.getString("cost_currency")))
                .single();
    }

    /** The same once more changes nothing and leaves no trace. */
    void set(SessionId id, CostForm form) {
        SessionOnPlan session = sessions.get(id);
        int changed = jdbc.sql("""
                        update outreach.awareness_session set cost_amount = :amount, cost_currency = :currency
                        where id = :id
                          and (cost_amount, cost_currency) is distinct from (cast(:amount as numeric), cast(:currency as text))
                        """)
                .param("id", id.id())
                .param("amount", form.sum())
                .param("currency", form.isKnown() ? form.currency() : null)
                .update();
        if (changed > 0) {
            events.publishEvent(
                    new AuditEntry("SESSION_COSTED", session.centre().id(), "session:" + id, null));
        }
    }
}
