package org.mrcportal.counselling.feedback;

import org.mrcportal.counselling.FeedbackAlerts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts what managers have to look into. */
@Component
@Transactional(readOnly = true)
class Alerts implements FeedbackAlerts {

    private final JdbcClient jdbc;

    Alerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long open() {
        return jdbc.sql("select count(*) from counselling.feedback_alert where settled_on is null")
                .query((row, number) -> row.getLong(1))
                .single();
    }
}
