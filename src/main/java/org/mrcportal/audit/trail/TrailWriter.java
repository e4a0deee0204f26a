package org.mrcportal.audit.trail;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.AuditEntry;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Writes the trail, in the transaction that publishes the entry: what cannot be put on record does not happen.
 *
 * <p>A read-only transaction cannot write, so an entry from one is written in a transaction of its own, which costs a
 * second connection; a use case that always reads identities should not be read-only.
 */
@Component
class TrailWriter {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate own;

    TrailWriter(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Actor(@Nullable UUID id, String name) {}

    @EventListener
    void write(AuditEntry entry) {
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            own.executeWithoutResult(status -> insert(entry));
        } else {
            insert(entry);
        }
    }

    private void insert(AuditEntry entry) {
        Actor actor = actor();
        jdbc.sql("select audit.record(:at, :actorId::uuid, :actor, :action, :centre::uuid, :subject, :detail)")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actorId", actor.id())
                .param("actor", actor.name())
                .param("action", entry.action())
                .param("centre", entry.centre())
                .param("subject", entry.subject())
                .param("detail", entry.detail())
                .query((row, number) -> true)
                .single();
    }

    private static Actor actor() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.getPrincipal() instanceof StaffMember me) {
            return new Actor(me.id().id(), me.getUsername());
        }
        return new Actor(null, RequestContextHolder.getRequestAttributes() == null ? "system" : "public");
    }
}
