package org.mrcportal.reintegration.team;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who can work on cases: case workers and managers with an open account, at the centres of the scope. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CaseWorkers {

    private final JdbcClient jdbc;

    CaseWorkers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Somebody at one centre; who works at two is there twice. */
    public record Colleague(StaffId id, String name, CentreId centre, String centreCode) {}

    /** Somebody as a form names them; nobody where it names nobody. */
    public static Optional<StaffId> typed(@Nullable String id) {
        try {
            return id == null || id.isBlank() ? Optional.empty() : Optional.of(StaffId.of(id.strip()));
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    /** By name; one statement. */
    public List<Colleague> all() {
        return jdbc.sql("""
                        select s.id, s.name, w.centre_id, x.code
                        from accounts.staff_centre w
                        join accounts.staff s on s.id = w.staff_id
                        join centres.centre x on x.id = w.centre_id
                        where s.enabled and s.roles && array['CASE_WORKER', 'CENTRE_MANAGER']
                        order by s.name, x.position, s.id
                        """)
                .query((row, number) -> new Colleague(
                        new StaffId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getString("code")))
                .list();
    }

    public List<Colleague> at(CentreId centre) {
        return all().stream()
                .filter(colleague -> colleague.centre().equals(centre))
                .toList();
    }
}
