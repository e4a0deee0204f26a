package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What was entered by mistake and taken back: what stood there, why it was wrong, and who said so. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Corrections {

    private final JdbcClient jdbc;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Corrections(JdbcClient jdbc, Seal seal, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.json = json;
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

    /** That somebody who was said to be reached was not the one who told this. */
    public void ofTalk(CaseCard card, UUID followUp, String reason, StaffId by) {
        keep(card, "TALK", followUp, "DONE", null, null, reason, by);
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
        return read(jdbc.sql("select " + column("cast(? as uuid)"))
                .param(subject)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null));
    }

    /** All of one record as a column of a statement that reads the record, for {@link #read}. @param subject its id */
    public static String column(String subject) {
        return """
                (select jsonb_agg(jsonb_build_object('id', c.id, 'state', c.state, 'day', c.day, 'spent', c.spent,
                        'reason', translate(encode(c.reason, 'base64'), E'\\n', ''), 'by', s.name, 'at', c.made_at)
                        order by c.made_at, c.id)
                 from reintegration.correction c join accounts.staff s on s.id = c.made_by
                 where c.subject_id = %s)::text
                """.formatted(subject);
    }

    public List<Line> read(@Nullable String column) {
        return column == null
                ? List.of()
                : Arrays.stream(json.readValue(column, Row[].class))
                        .map(row -> new Line(
                                row.state(),
                                row.day(),
                                row.spent(),
                                seal.open(row.reason(), "correction.reason:" + row.id()),
                                row.by(),
                                row.at()))
                        .toList();
    }

    /** A correction, as the database writes it in JSON. */
    private record Row(
            UUID id,
            String state,
            @Nullable LocalDate day,
            @Nullable BigDecimal spent,
            byte @Nullable [] reason,
            String by,
            Instant at) {}
}
