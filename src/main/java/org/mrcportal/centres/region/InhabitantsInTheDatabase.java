package org.mrcportal.centres.region;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.mrcportal.centres.Inhabitants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the figures that count on a day with one statement. */
@Component
@Transactional(readOnly = true)
class InhabitantsInTheDatabase implements Inhabitants {

    private final JdbcClient jdbc;

    InhabitantsInTheDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Published> on(LocalDate day) {
        Map<String, Published> figures = new HashMap<>();
        jdbc.sql("""
                        select distinct on (region_code) region_code, inhabitants, as_of, source
                        from centres.region_population where as_of <= ? order by region_code, as_of desc
                        """).param(day).query(row -> {
            figures.put(
                    row.getString("region_code"),
                    new Published(
                            row.getInt("inhabitants"),
                            row.getObject("as_of", LocalDate.class),
                            row.getString("source")));
        });
        return figures;
    }
}
