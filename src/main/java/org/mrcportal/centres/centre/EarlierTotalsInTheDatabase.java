package org.mrcportal.centres.centre;

import java.util.List;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.EarlierTotals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the published totals with one statement. Centres themselves are public, so the scope is asked for here. */
@Component
@Transactional(readOnly = true)
class EarlierTotalsInTheDatabase implements EarlierTotals {

    private final JdbcClient jdbc;

    EarlierTotalsInTheDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<EarlierTotal> all() {
        return jdbc.sql("""
                        select id, reported_in_person_min, reported_social_reach_approx, reported_source
                        from centres.centre
                        where coalesce(reported_in_person_min, reported_social_reach_approx) is not null
                          and id = any (portal.visible_centres())
                        order by position
                        """)
                .query((row, number) -> new EarlierTotal(
                        new CentreId(row.getObject("id", UUID.class)),
                        row.getObject("reported_in_person_min", Integer.class),
                        row.getObject("reported_social_reach_approx", Integer.class),
                        row.getString("reported_source")))
                .list();
    }
}
