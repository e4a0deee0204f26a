package org.mrcportal.clients;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves the rows of tables whose column {@code client_id} names the client. Versions rise, so that a page opened before
 * cannot write the former client back.
 */
@Transactional(propagation = Propagation.MANDATORY)
public abstract class RowsOfOnePerson implements MergeParticipant {

    private final JdbcClient jdbc;
    private final List<Table> tables;

    protected RowsOfOnePerson(JdbcClient jdbc, List<Table> tables) {
        this.jdbc = jdbc;
        this.tables = List.copyOf(tables);
    }

    /**
     * A table that is moved.
     *
     * @param what the kind, as {@link MergeParticipant#holdings} names it
     * @param name with its schema
     * @param versioned has a column {@code version}
     * @param where which rows {@code t} may go to {@code :to}; the others stay
     */
    public record Table(String what, String name, boolean versioned, String where) {

        public static Table of(String what, String name) {
            return new Table(what, name, true, "true");
        }

        private String update() {
            return "update %s t set client_id = :to%s where client_id = :from and %s"
                    .formatted(name, versioned ? ", version = version + 1" : "", where);
        }
    }

    @Override
    public String holdings() {
        return tables.stream()
                .map(table -> "select '%s' what, count(*) many from %s where client_id = :client"
                        .formatted(table.what(), table.name()))
                .collect(Collectors.joining(" union all "));
    }

    @Override
    public List<Moved> move(ClientId from, ClientId to) {
        return tables.stream()
                .flatMap(table -> jdbc
                        .sql(table.update() + " returning id")
                        .param("from", from.id())
                        .param("to", to.id())
                        .query(UUID.class)
                        .list()
                        .stream()
                        .map(id -> new Moved(table.what(), id)))
                .toList();
    }

    @Override
    public void giveBack(ClientId from, ClientId to, List<Moved> moved) {
        tables.forEach(table -> jdbc.sql(table.update() + " and id = any (:ids)")
                .param("from", from.id())
                .param("to", to.id())
                .param(
                        "ids",
                        moved.stream()
                                .filter(one -> one.what().equals(table.what()))
                                .map(Moved::id)
                                .toArray(UUID[]::new))
                .update());
    }
}
