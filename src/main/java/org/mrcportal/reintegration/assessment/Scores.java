package org.mrcportal.reintegration.assessment;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What assessments came to, as it is kept. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Scores {

    private final JdbcClient jdbc;
    private final AnswerCodes codes;
    private final Clock clock;

    Scores(JdbcClient jdbc, AnswerCodes codes, Clock clock) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.clock = clock;
    }

    /** Keeps what it came to, beside what it may have come to before. */
    void keep(CaseCard card, Assessment of, Score score, StaffId by) {
        Bands bands = of.instrument().bands();
        Map<Dimension, @Nullable BigDecimal> values = new TreeMap<>();
        score.dimensions().forEach(d -> values.put(d.dimension(), stored(bands, d.value())));
        Band band = score.band();
        jdbc.sql("""
                        with kept as (
                            insert into reintegration.assessment_score (centre_id, case_id, assessment_id, calculation, instrument,
                                instrument_version, economic, social, psychosocial, composite, band, answers, calculated_by,
                                calculated_at)
                            values (:centre, :case, :id,
                                1 + (select count(*) from reintegration.assessment_score where assessment_id = :id),
                                :instrument, :version, :economic, :social, :psychosocial, :composite, :band, :answers::jsonb,
                                :by, :at)
                            returning *
                        )
                        update reintegration.assessment a
                        set version = a.version + 1, completed_at = k.calculated_at, economic = k.economic, social = k.social,
                            psychosocial = k.psychosocial, composite = k.composite, asks_for_help = :help
                        from kept k where a.id = k.assessment_id
                        """)
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("id", of.id())
                .param("instrument", of.instrument().code())
                .param("version", of.instrument().version())
                .param("economic", values.get(Dimension.ECONOMIC))
                .param("social", values.get(Dimension.SOCIAL))
                .param("psychosocial", values.get(Dimension.PSYCHOSOCIAL))
                .param("composite", stored(bands, score.composite()))
                .param("band", band == null ? null : band.name())
                .param("answers", codes.write(of.answers()))
                .param("by", by.id())
                .param("at", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("help", !score.calls().isEmpty())
                .update();
    }

    /** Open for corrections; its former score stays on record. */
    void reopen(UUID id) {
        jdbc.sql("""
                        update reintegration.assessment
                        set version = version + 1, completed_at = null, economic = null, social = null, psychosocial = null,
                            composite = null
                        where id = ?
                        """).param(id).update();
    }

    private static @Nullable BigDecimal stored(Bands bands, @Nullable Ratio value) {
        return value == null ? null : bands.rounded(value, 8);
    }
}
