package org.mrcportal.reintegration.followup;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The attempts to reach people of a case. One that was taken back counts for nothing. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ContactAttempts {

    private static final String STANDING = """
            select a.id, a.follow_up_id, a.at, a.way, a.result, a.next_at, a.staff_id, s.name
            from reintegration.follow_up_attempt a join accounts.staff s on s.id = a.staff_id
            where a.undone_at is null and
            """;

    private final JdbcClient jdbc;

    ContactAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param nextAt when the next attempt is due; null: the person was reached */
    record Attempt(
            UUID id,
            UUID followUp,
            Instant at,
            String way,
            Result result,
            @Nullable Instant nextAt,
            StaffId by,
            String byName) {

        boolean inVain() {
            return result == Result.NO_ANSWER || result == Result.WRONG_NUMBER;
        }
    }

    /**
     * What stands between a case and an honest "we lost contact": the attempts in vain since anybody of it was last reached.
     *
     * @param zone the centre's
     */
    public Tries sinceLastReached(CaseId file, ZoneId zone) {
        List<Attempt> all = ofCase(file);
        int last = -1;
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).inVain()) {
                last = i;
            }
        }
        return inVain(all.subList(last + 1, all.size()), zone);
    }

    /** Whether the person agrees to be asked; otherwise nobody makes contact. */
    boolean agreed(FollowUp due, Instant now) {
        return jdbc.sql("select clients.agreed(clients.survivor(?), 'FOLLOW_UP', ?)")
                .params(due.client().id(), now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    static Tries inVain(List<Attempt> attempts, ZoneId zone) {
        return Tries.of(
                attempts.stream().filter(Attempt::inVain).map(Attempt::at).toList(), zone);
    }

    /** The oldest first. */
    List<Attempt> ofCase(CaseId file) {
        return jdbc.sql(STANDING + "a.case_id = ? order by a.at, a.id")
                .param(file.id())
                .query(ContactAttempts::attempt)
                .list();
    }

    /** The oldest first. */
    List<Attempt> of(UUID followUp) {
        return jdbc.sql(STANDING + "a.follow_up_id = ? order by a.at, a.id")
                .param(followUp)
                .query(ContactAttempts::attempt)
                .list();
    }

    boolean known(UUID once) {
        return jdbc.sql("select exists (select from reintegration.follow_up_attempt where once = ?)")
                .param(once)
                .query(Boolean.class)
                .single();
    }

    void add(
            CaseCard card,
            UUID followUp,
            Instant at,
            Way way,
            Result result,
            @Nullable Instant nextAt,
            StaffId by,
            UUID once) {
        jdbc.sql("""
                        insert into reintegration.follow_up_attempt
                            (id, centre_id, case_id, follow_up_id, at, way, result, next_at, staff_id, once)
                        values (:id, :centre, :case, :followUp, :at, :way, :result, :next, :staff, :once)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("followUp", followUp)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("way", way.name())
                .param("result", result.name())
                .param("next", nextAt == null ? null : nextAt.atOffset(ZoneOffset.UTC))
                .param("staff", by.id())
                .param("once", once)
                .update();
    }

    /** @return whether it stood until now */
    boolean undo(UUID attempt, Instant now) {
        return jdbc.sql("update reintegration.follow_up_attempt set undone_at = ? where id = ? and undone_at is null")
                        .params(now.atOffset(ZoneOffset.UTC), attempt)
                        .update()
                > 0;
    }

    private static Attempt attempt(ResultSet row, int number) throws SQLException {
        return new Attempt(
                row.getObject("id", UUID.class),
                row.getObject("follow_up_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("way"),
                Result.valueOf(row.getString("result")),
                Optional.ofNullable(row.getObject("next_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                new StaffId(row.getObject("staff_id", UUID.class)),
                row.getString("name"));
    }
}
