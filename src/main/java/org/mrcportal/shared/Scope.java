package org.mrcportal.shared;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The centres whose rows the work at hand may see and write. Every transaction begun while a scope is stated tells it to
 * the database; row-level security does the rest. Nothing stated: no rows.
 *
 * @param centres the centres' ids; ignored when {@code everywhere}
 * @param everywhere all centres there are
 * @param reader who reads: the id of a member of staff, {@code portal}, or empty for nobody in particular, to whom what is
 *     protected stays closed
 */
public record Scope(List<UUID> centres, boolean everywhere, String reader) {

    /** The portal itself: its jobs, and links that carry a secret. It sees what is protected, so it shows it to nobody else. */
    private static final String PORTAL = "portal";

    private static final ThreadLocal<@Nullable Scope> STATED = new ThreadLocal<>();

    public Scope {
        centres = List.copyOf(centres);
    }

    public static Scope of(UUID centre) {
        return new Scope(List.of(centre), false, "");
    }

    public static Scope of(Collection<UUID> centres) {
        return new Scope(List.copyOf(centres), false, "");
    }

    public static Scope network() {
        return new Scope(List.of(), true, "");
    }

    /** The same centres, read by this member of staff. */
    public Scope readBy(UUID staff) {
        return new Scope(centres, everywhere, staff.toString());
    }

    /** The same centres, for the portal's own work. */
    public Scope readByPortal() {
        return new Scope(centres, everywhere, PORTAL);
    }

    public static Optional<Scope> stated() {
        return Optional.ofNullable(STATED.get());
    }

    /** The value of the database setting {@code portal.centres}; unused for the network. */
    public String setting() {
        return String.join(",", centres.stream().map(UUID::toString).toList());
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /**
     * Runs the work with this scope stated, and states the former one again afterwards.
     *
     * @throws IllegalStateException inside a transaction, which would keep the scope it began with
     */
    public <T extends @Nullable Object> T call(Work<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A running transaction keeps its scope: state it before the transaction");
        }
        Scope former = STATED.get();
        STATED.set(this);
        try {
            return work.get();
        } finally {
            restore(former);
        }
    }

    /** Like {@link #call}, for code that throws checked exceptions, such as a filter chain. */
    public <T extends @Nullable Object> T callChecked(Callable<T> work) throws Exception {
        Scope former = STATED.get();
        STATED.set(this);
        try {
            return work.call();
        } finally {
            restore(former);
        }
    }

    private static void restore(@Nullable Scope former) {
        if (former == null) {
            STATED.remove();
        } else {
            STATED.set(former);
        }
    }

    /** Work with a result. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T get();
    }
}
