package org.mrcportal.config;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.mrcportal.shared.Seal;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** One database for everything: scoped transactions, sessions in transactions of their own, the scheduler's jobs. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Duration LONGER_THAN_ANY_LISTENER = Duration.ofMinutes(2);

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
        return new ScopedTransactionManager(entityManagerFactory);
    }

    /** Plain transactions for Spring Session: they need no scope, and reading the scope would need a session. */
    @Bean
    TransactionOperations springSessionTransactionOperations(DataSource dataSource) {
        var own = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return own;
    }

    @Bean
    Seal seal(
            @Value("${portal.keys:${portal.data-dir:var}/keys}") Path keys,
            @Value("${portal.keys.create:${portal.database.embedded:false}}") boolean create) {
        return Seal.withKeysIn(keys, create);
    }

    /** Every bean of type {@code RecurringTask} is a job; each is run by one node at a time, and by another a minute after it died. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    @ConditionalOnProperty(name = "portal.jobs", havingValue = "true", matchIfMissing = true)
    Scheduler scheduler(DataSource dataSource, List<RecurringTask<?>> jobs) {
        return Scheduler.create(dataSource)
                .tableName("portal.scheduled_tasks")
                .startTasks(jobs)
                .threads(4)
                .heartbeatInterval(Duration.ofSeconds(15))
                .missedHeartbeatsLimit(4)
                .pollingInterval(Duration.ofSeconds(5))
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    /**
     * What has happened is told again where a listener was cut short, because the database went away meanwhile or the node
     * died; the start of a node alone might be days away.
     */
    @Bean
    RecurringTask<Void> eventResubmission(IncompleteEventPublications cutShort) {
        return Tasks.recurring("event-resubmission", FixedDelay.of(Duration.ofSeconds(30)))
                .execute((task, context) -> cutShort.resubmitIncompletePublicationsOlderThan(LONGER_THAN_ANY_LISTENER));
    }

    /** Refuses to start on a database that would fail silently later. */
    @Bean
    SmartInitializingSingleton databaseCheck(JdbcClient jdbc) {
        return () -> new DatabaseCheck(jdbc).refuseUnsound();
    }
}
