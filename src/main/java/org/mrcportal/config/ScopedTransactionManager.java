package org.mrcportal.config;

import jakarta.persistence.EntityManagerFactory;
import org.mrcportal.shared.Scope;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells each transaction's connection the stated {@link Scope}, for as long as the transaction lasts. A subclass rather
 * than a {@code TransactionExecutionListener}: when the statement fails, nothing stays bound to the thread.
 */
class ScopedTransactionManager extends JpaTransactionManager {

    private static final String STATE =
            "select set_config('portal.reader', ?, true), set_config('portal.centres', ?, true)";
    private static final String STATE_NETWORK =
            "select set_config('portal.reader', ?, true), set_config('portal.centres',"
                    + " coalesce((select string_agg(id::text, ',') from centres.centre), ''), true)";

    ScopedTransactionManager(EntityManagerFactory entityManagerFactory) {
        super(entityManagerFactory);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        try {
            Scope.stated().ifPresent(this::tell);
        } catch (RuntimeException | Error e) {
            unbind(transaction, e);
            throw e;
        }
    }

    private void tell(Scope scope) {
        JdbcTemplate jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(getDataSource()));
        if (scope.everywhere()) {
            jdbc.queryForMap(STATE_NETWORK, scope.reader());
        } else {
            jdbc.queryForMap(STATE, scope.reader(), scope.setting());
        }
    }

    /** The caller of doBegin does not clean up after it. */
    private void unbind(Object transaction, Throwable cause) {
        try {
            Object holder = TransactionSynchronizationManager.getResource(obtainEntityManagerFactory());
            if (holder instanceof EntityManagerHolder bound) {
                bound.getEntityManager().getTransaction().rollback();
            }
        } catch (RuntimeException broken) {
            cause.addSuppressed(broken);
        } finally {
            doCleanupAfterCompletion(transaction);
        }
    }
}
