package org.mrcportal.clients.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.StillServed;
import org.mrcportal.clients.merge.MergedRecords;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every night: a name, telephone number and address are deleted 30 days after the last visit, or 24 months after it where
 * the person agreed to be asked how things went. The pseudonymous client and what was counted stay.
 */
@Component
class NameRetention {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final ObjectProvider<StillServed> modules;
    private final MergedRecords merged;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration keep;
    private final Duration keepWithConsent;

    NameRetention(
            JdbcClient jdbc,
            ObjectProvider<StillServed> modules,
            MergedRecords merged,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${portal.retention.names}") Duration keep,
            @Value("${portal.retention.names-with-consent}") Duration keepWithConsent) {
        this.jdbc = jdbc;
        this.modules = modules;
        this.merged = merged;
        this.events = events;
        this.clock = clock;
        this.keep = keep;
        this.keepWithConsent = keepWithConsent;
    }

    /**
     * Deletes one batch of names that are due.
     *
     * @param after the last client looked at before, or the lowest id
     * @return the last client looked at, or null where there are no more
     */
    @Transactional
    @Nullable
    UUID next(UUID after) {
        Instant now = clock.instant();
        List<Kept> kept = batch(after, now);
        if (kept.isEmpty()) {
            return null;
        }
        delete(kept.stream().filter(k -> !k.agreed()).map(Kept::client).toList(), now.minus(keep));
        delete(kept.stream().filter(Kept::agreed).map(Kept::client).toList(), now.minus(keepWithConsent));
        return kept.getLast().client().id();
    }

    private record Kept(ClientId client, boolean agreed) {}

    private List<Kept> batch(UUID after, Instant now) {
        return jdbc.sql("""
                        select i.client_id, clients.agreed(i.client_id, 'FOLLOW_UP', :now) agreed
                        from clients.identity i
                        where i.client_id > :after and i.updated_at < :before order by i.client_id limit :batch
                        """)
                .param("after", after)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", now.minus(keep).atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query((row, number) ->
                        new Kept(new ClientId(row.getObject("client_id", UUID.class)), row.getBoolean("agreed")))
                .list();
    }

    private void delete(List<ClientId> candidates, Instant since) {
        List<ClientId> due = new ArrayList<>(candidates);
        modules.forEach(module -> due.removeAll(module.since(since, candidates)));
        if (due.isEmpty()) {
            return;
        }
        List<ClientId> deleted = jdbc.sql("""
                        delete from clients.identity where client_id = any (:clients) and updated_at < :since
                        returning client_id
                        """)
                .param("clients", due.stream().map(ClientId::id).toArray(UUID[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new ClientId(row.getObject("client_id", UUID.class)))
                .list();
        merged.forget(deleted);
        events.publishEvent(new AuditEntry("IDENTITY_EXPIRED", null, null, Integer.toString(deleted.size())));
    }

    /** The job that runs it, batch by batch, each in a transaction of its own. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> nameRetentionTask(NameRetention retention) {
            return Tasks.recurring("name-retention", Schedules.daily(LocalTime.of(20, 30)))
                    .execute((task, context) -> Scope.network().readByPortal().run(() -> {
                        UUID after = new UUID(0, 0);
                        while (after != null) {
                            after = retention.next(after);
                        }
                    }));
        }
    }
}
