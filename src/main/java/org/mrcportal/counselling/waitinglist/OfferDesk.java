package org.mrcportal.counselling.waitinglist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.PlaceOffered;
import org.mrcportal.counselling.appointment.Places;
import org.mrcportal.counselling.appointment.Wish;
import org.mrcportal.counselling.availability.BookingRules;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes and ends offers, one in each transaction, in the scope of the network. Every one begins by locking its line; where
 * two nodes are at it at once, the held place and the unique keys of {@code place_offer} decide.
 */
@Service
@Transactional
class OfferDesk {

    private final WaitingLines lines;
    private final PlaceOffers offers;
    private final Places places;
    private final Centres centres;
    private final BookingRules booking;
    private final WaitingRules rules;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OfferDesk(
            WaitingLines lines,
            PlaceOffers offers,
            Places places,
            Centres centres,
            BookingRules booking,
            WaitingRules rules,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.lines = lines;
        this.offers = offers;
        this.places = places;
        this.centres = centres;
        this.booking = booking;
        this.rules = rules;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes back offers whose place the centre has needed itself, as when a counsellor fell ill; ends lines whose last day
     * has passed; and forgets what people typed who did not go on.
     */
    void tidy() {
        Instant now = clock.instant();
        jdbc.sql("""
                        update counselling.place_offer o set state = 'WITHDRAWN', person_key = '', version = version + 1
                        where o.state = 'PENDING' and o.kept_until > ?
                          and exists (select from counselling.appointment a
                                      where a.id = o.appointment_id and a.state in ('EXPIRED', 'CANCELLED'))
                        """).param(now.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("""
                        update counselling.waiting_line l
                        set state = 'OVER', ended_at = :now, person_key = null, version = version + 1
                        from centres.centre c
                        where c.id = l.centre_id and l.state = 'WAITING' and l.last_day < (:now at time zone c.zone)::date
                          and not exists (select from counselling.place_offer o
                                          where o.line_id = l.id and o.state = 'PENDING')
                        """).param("now", now.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("delete from counselling.waiting_line where state = 'DRAFT' and joined_at < ?")
                .param(now.minus(booking.draft()).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional(readOnly = true)
    List<UUID> lapsed() {
        return offers.lapsed(clock.instant());
    }

    /** Frees the place of an offer nobody answered, so that it passes on. */
    void lapse(UUID id) {
        Instant now = clock.instant();
        lines.lockById(id)
                .flatMap(line -> offers.of(id, PlaceOffer.State.PENDING))
                .filter(offer -> !offer.isPendingAt(now))
                .ifPresent(offer -> {
                    offers.saveAndFlush(offer.end(PlaceOffer.State.LAPSED));
                    places.letGo(offer.appointment());
                    lines.findById(id)
                            .filter(line -> line.is(LineState.WAITING))
                            .ifPresent(line -> lines.saveAndFlush(line.unanswered(rules.mostUnanswered(), now)));
                });
    }

    /** Where somebody waits. */
    @Transactional(readOnly = true)
    List<CentreId> centresWithALine() {
        return jdbc.sql("select distinct centre_id from counselling.waiting_line where state = 'WAITING'")
                .query((row, number) -> new CentreId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Who waits for an offer at a centre, in order. */
    record Line(CentreCard centre, List<Waiter> waiters) {}

    /** One of them. */
    record Waiter(UUID line, Wish wish, Suiting suiting) {}

    @Transactional(readOnly = true)
    Line line(CentreId centre) {
        return new Line(
                centres.byId(centre, Language.EN).orElseThrow(),
                lines.inOrder(centre).stream()
                        .map(line -> new Waiter(line.id(), line.wish(), line.suiting()))
                        .toList());
    }

    /** The times that are free for a wish at this moment. */
    @Transactional(readOnly = true)
    List<TimeSlot> free(CentreCard centre, Wish wish) {
        return places.free(centre, wish).stream().map(free -> free.slot()).toList();
    }

    /** Offers the line the first free time that suits, unless it has an offer; says whether there is a new one. */
    boolean offer(CentreCard centre, UUID id) {
        Instant now = clock.instant();
        WaitingLine line = lines.lockById(id)
                .filter(found -> found.is(LineState.WAITING))
                .filter(found -> offers.of(id, PlaceOffer.State.PENDING).isEmpty())
                .orElse(null);
        if (line == null) {
            return false;
        }
        Set<Instant> known = new HashSet<>(offers.timesOffered(id));
        OfferLimit limit = limit(centre.id());
        return places.keepFirst(
                        centre,
                        line.wish(),
                        line.pageLanguage(),
                        slot -> line.suiting().suits(slot, centre.zone()) && !known.contains(slot.startsAt())
                                ? limit.until(now, slot.startsAt(), centre.zone())
                                : Optional.empty())
                .map(place -> make(line, place, now))
                .isPresent();
    }

    private PlaceOffer make(WaitingLine line, Places.Kept place, Instant now) {
        int number = line.offered();
        PlaceOffer offer = offers.saveAndFlush(PlaceOffer.make(line, place, number, now));
        lines.saveAndFlush(line);
        events.publishEvent(new PlaceOffered(
                line.id(),
                number,
                line.centre(),
                line.client(),
                line.pageLanguage(),
                offer.startsAt(),
                offer.keptUntil()));
        events.publishEvent(new AuditEntry("WAITING_OFFERED", line.centre().id(), "waiting-line:" + line.id(), null));
        return offer;
    }

    private OfferLimit limit(CentreId centre) {
        return jdbc.sql("""
                        select offer_minutes, minimum_notice_minutes from counselling.booking_rules where centre_id = ?
                        """)
                .param(centre.id())
                .query((row, number) -> new OfferLimit(
                        Duration.ofMinutes(row.getInt("offer_minutes")),
                        Duration.ofMinutes(row.getInt("minimum_notice_minutes"))))
                .optional()
                .orElseGet(() -> new OfferLimit(rules.offer(), booking.minimumNotice()));
    }
}
