package org.mrcportal.clients.registration;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues client codes such as {@code TAS-26-00042}: counted per centre and year of the centre's zone. The counter's row
 * stays locked until the registration is committed, so codes are consecutive and a failed registration leaves no gap.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ClientCodes {

    private final JdbcClient jdbc;

    ClientCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String next(CentreId centre, Instant now) {
        return jdbc.sql("""
                        with issued as (
                            insert into clients.code_counter as n (centre_id, year, last)
                            select id, extract(year from cast(:now as timestamptz) at time zone zone), 1
                            from centres.centre where id = :centre
                            on conflict (centre_id, year) do update set last = n.last + 1
                            returning centre_id, year, last)
                        select c.code, i.year, i.last from issued i join centres.centre c on c.id = i.centre_id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("centre", centre.id())
                .query((row, number) -> String.format(
                        Locale.ROOT,
                        "%s-%02d-%05d",
                        row.getString("code"),
                        row.getInt("year") % 100,
                        row.getInt("last")))
                .optional()
                .orElseThrow(() -> new NotFound(centre));
    }
}
