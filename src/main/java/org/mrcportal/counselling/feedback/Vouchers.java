package org.mrcportal.counselling.feedback;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentCompleted;
import org.mrcportal.counselling.WalkInCompleted;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SecretLinks;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The right to answer once, given with each visit that took place: in its transaction, and only once. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Vouchers {

    static final String KIND = "feedback";
    static final int DAYS = 30;

    private final JdbcClient jdbc;
    private final SecretLinks links;

    Vouchers(JdbcClient jdbc, SecretLinks links) {
        this.jdbc = jdbc;
        this.links = links;
    }

    @EventListener
    void give(AppointmentCompleted visit) {
        give(visit.appointment().id(), visit.centre(), visit.endedAt());
    }

    @EventListener
    void give(WalkInCompleted visit) {
        give(visit.walkIn(), visit.centre(), visit.endedAt());
    }

    /** @param visit the id of an appointment or a walk-in */
    void give(UUID visit, CentreId centre, Instant endedAt) {
        jdbc.sql("""
                        insert into counselling.feedback_voucher (token_hash, centre_id, valid_until, used)
                        select :hash, c.id, (cast(:ended as timestamptz) at time zone c.zone)::date + :days, false
                        from centres.centre c where c.id = :centre
                        on conflict (token_hash) do nothing
                        """)
                .param("hash", links.tokenHash(links.token(KIND, visit)))
                .param("centre", centre.id())
                .param("ended", endedAt.atOffset(ZoneOffset.UTC))
                .param("days", DAYS)
                .update();
    }

    /** Those of the visits whose right is used up. */
    Set<UUID> answered(Collection<UUID> visits) {
        Map<String, UUID> byHash = visits.stream()
                .collect(Collectors.toMap(
                        visit -> HexFormat.of().formatHex(links.tokenHash(links.token(KIND, visit))), visit -> visit));
        return jdbc
                .sql("""
                        select encode(token_hash, 'hex') from counselling.feedback_voucher
                        where used and token_hash in (select decode(h, 'hex') from unnest(?::text[]) h)
                        """)
                .param(byHash.keySet().toArray(String[]::new))
                .query((row, number) -> Optional.ofNullable(byHash.get(row.getString(1))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** Uses one up; of several at once, one succeeds. */
    boolean use(String token, LocalDate today) {
        return jdbc.sql("""
                        update counselling.feedback_voucher set used = true
                        where token_hash = ? and not used and valid_until >= ?
                        """).params(links.tokenHash(token), today).update() == 1;
    }

    /** What a link is still worth. */
    enum Worth {
        OPEN,
        GIVEN,
        OVER
    }

    /** @throws NotFound where there is none */
    Worth worth(String token, LocalDate today) {
        return jdbc.sql("select used, valid_until < ? as over from counselling.feedback_voucher where token_hash = ?")
                .params(today, links.tokenHash(token))
                .query((row, number) ->
                        row.getBoolean("used") ? Worth.GIVEN : row.getBoolean("over") ? Worth.OVER : Worth.OPEN)
                .optional()
                .orElseThrow(() -> new NotFound("feedback"));
    }

    /**
     * The centre behind a link.
     *
     * @throws NotFound for anything that is no link of ours
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    CentreId centreOf(String token) {
        return Optional.of(token)
                .filter(t -> t.matches("[A-Za-z0-9_-]{22}"))
                .flatMap(t -> jdbc.sql("select counselling.centre_of_feedback(?)")
                        .param(links.tokenHash(t))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(CentreId::new)
                .orElseThrow(() -> new NotFound("feedback"));
    }
}
