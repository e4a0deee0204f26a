package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was entered by mistake and taken back: what stood there, why it was wrong, and who said so. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Corrections {

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    Corrections(JdbcClient jdbc, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What was taken back.
     *
     * @param state code of the state that it had until then
     * @param day of a delivery
     * @param spent of a delivery, in the currency of the assistance
     * @param reason null: forgotten
     */
    public record Line(
            String state,
            @Nullable LocalDate day,
            @Nullable BigDecimal spent,
            @Nullable String reason,
            String by,
            Instant at) {}

    /** That a delivery was no such delivery. */
    public void ofDelivery(
            CaseCard card,
            UUID assistance,
            String state,
            @Nullable LocalDate day,
            @Nullable BigDecimal spent,
            String reason,
            StaffId by) {
        keep(card, "DELIVERY", assistance, state, day, spent, reason, by);
    }

    /** That a partner did not say what staff had put in. */
    public void ofAnswer(CaseCard card, UUID referral, String state, String reason, StaffId by) {
        keep(card, "ANSWER", referral, state, null, null, reason, by);
    }

    private void keep(
            CaseCard card,
            String kind,
            UUID subject,
            String state,
            @Nullable LocalDate day,
            @Nullable BigDecimal spent,
            String reason,
            StaffId by) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        jdbc.sql("""
                        insert into reintegration.correction
                            (id, centre_id, case_id, kind, subject_id, state, day, spent, reason, made_by, made_at)
                        values (:id, :centre, :case, :kind, :subject, :state, :day, :spent, :reason, :by, :at)
                        """)
                .param("id", id)
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("kind", kind)
                .param("subject", subject)
                .param("state", state)
                .param("day", day)
                .param("spent", spent)
                .param("reason", seal.seal(reason, "correction.reason:" + id))
                .param("by", by.id())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The earliest first; one statement. */
    public List<Line> of(UUID subject) {
        return jdbc.sql("""
                        select c.id, c.state, c.day, c.spent, c.reason, s.name, c.made_at
                        from reintegration.correction c join accounts.staff s on s.id = c.made_by
                        where c.subject_id = ? order by c.made_at, c.id limit 50
                        """)
                .param(subject)
                .query((row, number) -> new Line(
                        row.getString("state"),
                        row.getObject("day", LocalDate.class),
                        row.getBigDecimal("spent"),
                        seal.open(row.getBytes("reason"), "correction.reason:" + row.getString("id")),
                        row.getString("name"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
