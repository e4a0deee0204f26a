package org.mrcportal.counselling.feedback;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hands the questions to people who have just been here: a card to take along, or a page on the desk's own device. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class CardDesk {

    private final JdbcClient jdbc;
    private final Centres centres;
    private final Vouchers vouchers;
    private final SecretLinks links;
    private final Clock clock;

    CardDesk(JdbcClient jdbc, Centres centres, Vouchers vouchers, SecretLinks links, Clock clock) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.vouchers = vouchers;
        this.links = links;
        this.clock = clock;
    }

    /** A visit that is over; {@code ticket} is null for booked ones. */
    record Over(UUID id, String at, @Nullable Integer ticket) {}

    /** Today's finished visits of one centre about which nothing was said yet, the last first. */
    record Today(CentreCard centre, List<Over> visits) {}

    @Transactional(readOnly = true)
    Today today(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(code);
        LocalDate today = LocalDate.ofInstant(clock.instant(), centre.zone());
        List<Over> visits = jdbc.sql("""
                        select id, ticket, finished_at from counselling.walk_in
                        where centre_id = :centre and day = :today and state = 'COMPLETED' and finished_at is not null
                        union all
                        select id, null, finished_at from counselling.appointment
                        where centre_id = :centre and starts_at >= :from and starts_at < :before and state = 'COMPLETED'
                          and finished_at is not null
                        order by finished_at desc limit 50
                        """)
                .param("centre", centre.id().id())
                .param("today", today)
                .param("from", midnight(today, centre))
                .param("before", midnight(today.plusDays(1), centre))
                .query((row, number) -> new Over(
                        row.getObject("id", UUID.class),
                        CentreTime.time(
                                row.getObject("finished_at", OffsetDateTime.class)
                                        .toInstant(),
                                centre.zone()),
                        row.getObject("ticket", Integer.class)))
                .list();
        Set<UUID> answered = vouchers.answered(visits.stream().map(Over::id).toList());
        return new Today(
                centre,
                visits.stream().filter(visit -> !answered.contains(visit.id())).toList());
    }

    /**
     * Gives the visit its right to answer, where it has none yet.
     *
     * @throws NotFound where that is no finished visit of today
     */
    void give(UUID visit) {
        Ended ended = today(visit);
        vouchers.give(visit, ended.centre(), ended.at());
    }

    /**
     * The token on the card.
     *
     * @throws NotFound where that is no visit of today that has a right to answer, or its answer is given
     */
    @Transactional(readOnly = true)
    String token(UUID visit) {
        today(visit);
        String token = links.token(Vouchers.KIND, visit);
        if (vouchers.worth(token, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)) != Vouchers.Worth.OPEN) {
            throw new NotFound(visit);
        }
        return token;
    }

    /** A visit that is over. */
    private record Ended(CentreId centre, Instant at) {}

    private Ended today(UUID visit) {
        return jdbc.sql("""
                        select v.centre_id, v.finished_at
                        from (select centre_id, finished_at, day::timestamp as began from counselling.walk_in
                              where id = :visit and state = 'COMPLETED'
                              union all
                              select a.centre_id, a.finished_at, a.starts_at at time zone c.zone
                              from counselling.appointment a join centres.centre c on c.id = a.centre_id
                              where a.id = :visit and a.state = 'COMPLETED') v
                        join centres.centre c on c.id = v.centre_id
                        where v.finished_at is not null
                          and v.began::date = (cast(:now as timestamptz) at time zone c.zone)::date
                        """)
                .param("visit", visit)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Ended(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getObject("finished_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(() -> new NotFound(visit));
    }

    private static OffsetDateTime midnight(LocalDate day, CentreCard centre) {
        return day.atStartOfDay(centre.zone()).toInstant().atOffset(ZoneOffset.UTC);
    }
}
