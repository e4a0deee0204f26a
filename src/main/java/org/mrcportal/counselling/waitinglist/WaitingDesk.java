package org.mrcportal.counselling.waitinglist;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.IdentityErased;
import org.mrcportal.counselling.appointment.Draft;
import org.mrcportal.counselling.appointment.Places;
import org.mrcportal.counselling.appointment.TooManyBookings;
import org.mrcportal.counselling.appointment.Wish;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What a person does with a line of the waiting list. For everybody; a line is changed by whoever has its token. */
@Service
@Transactional
class WaitingDesk {

    private final WaitingLines lines;
    private final PlaceOffers offers;
    private final Places places;
    private final Centres centres;
    private final ClientDirectory clients;
    private final WaitingLinks links;
    private final Seal seal;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WaitingDesk(
            WaitingLines lines,
            PlaceOffers offers,
            Places places,
            Centres centres,
            ClientDirectory clients,
            WaitingLinks links,
            Seal seal,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.lines = lines;
        this.offers = offers;
        this.places = places;
        this.centres = centres;
        this.clients = clients;
        this.links = links;
        this.seal = seal;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** The centre where somebody wants to wait; empty where it does not exist or does not offer the service. */
    @Transactional(readOnly = true)
    Optional<CentreCard> centre(Wish wish, String code, Language language) {
        return centres.offering(wish.service(), language).stream()
                .filter(centre -> centre.code().equals(code))
                .findFirst();
    }

    /**
     * Begins a line, once for each form.
     *
     * @param via the short code that led to it, or null: the booking it comes to is counted to it
     * @return the token of the line
     */
    String open(CentreCard centre, Wish wish, SuitingForm form, @Nullable String via, Language language) {
        return links.token(lines.findByOnce(form.key())
                .orElseGet(() -> {
                    UUID id = WaitingLine.nextId();
                    LocalDate today = LocalDate.ofInstant(clock.instant(), centre.zone());
                    return lines.saveAndFlush(WaitingLine.open(
                            id,
                            centre.id(),
                            wish,
                            form.suiting(today),
                            language.code(),
                            links.hash(links.token(id)),
                            form.key(),
                            via,
                            clock.instant()));
                })
                .id());
    }

    @Transactional(readOnly = true)
    Waiting find(String token, Language language) {
        return waiting(
                lines.findByTokenHash(links.hash(token)).orElseThrow(() -> new NotFound("line")), token, language);
    }

    /** Keeps the answers as they are now; somebody who stands in line already has none to change. */
    Waiting keep(String token, Language language, UnaryOperator<Draft> change) {
        WaitingLine line = locked(token);
        if (line.is(LineState.DRAFT)) {
            String changed = json.writeValueAsString(change.apply(open(line)));
            lines.saveAndFlush(line.keepDraft(seal.seal(changed, context(line)), language.code()));
        }
        return waiting(line, token, language);
    }

    /** What came of the wish to stand in line. */
    enum Joined {
        YES,
        /** A question is open. */
        NOT_YET,
        /** The same person waits for the same service at the same centre already. */
        BEFORE
    }

    /** Puts the person in line, once, however often it is asked for. */
    Joined join(String token) {
        WaitingLine line = locked(token);
        if (!line.is(LineState.DRAFT)) {
            return Joined.YES;
        }
        Draft draft = open(line);
        if (!draft.complete(line.wish().mode())) {
            return Joined.NOT_YET;
        }
        Contact contact = draft.contact();
        byte[] person = personKey(contact);
        if (person != null && lines.waits(line.centre(), line.wish().service(), person)) {
            return Joined.BEFORE;
        }
        ClientId client = clients.register(
                line.centre(), contact, line.pageLanguage(), draft.privacy().purposes(), "CLICK");
        lines.saveAndFlush(line.join(client, person, clock.instant()));
        record("WAITING_JOINED", line);
        return Joined.YES;
    }

    /**
     * Makes a booking of the place that is kept for the person.
     *
     * @return the secret of the booking's link; empty where the place has passed on
     * @throws TooManyBookings where the person has as many bookings around that day as the centre allows
     */
    Optional<String> take(String token, int number) {
        WaitingLine line = locked(token);
        if (line.is(LineState.BOOKED)) {
            return offers.of(line.id(), PlaceOffer.State.TAKEN).map(links::bookingToken);
        }
        return pending(line, number).flatMap(offer -> {
            Optional<String> booking = places.book(offer.appointment(), line.client(), line.via(), false);
            if (booking.isPresent()) {
                offers.saveAndFlush(offer.end(PlaceOffer.State.TAKEN));
                lines.saveAndFlush(line.book(clock.instant()));
                record("WAITING_BOOKED", line);
            } else {
                offers.saveAndFlush(offer.end(PlaceOffer.State.WITHDRAWN)); // the centre has needed the time itself
            }
            return booking;
        });
    }

    /** Lets the place pass on to the next; the person stays in line and is not offered this time again. */
    void decline(String token, int number) {
        WaitingLine line = locked(token);
        pending(line, number).ifPresent(offer -> {
            offers.saveAndFlush(offer.end(PlaceOffer.State.DECLINED));
            places.letGo(offer.appointment());
            lines.saveAndFlush(line.answered());
        });
    }

    void leave(String token) {
        WaitingLine line = locked(token);
        if (line.is(LineState.WAITING)) {
            withdraw(line);
            lines.saveAndFlush(line.leave(clock.instant()));
            record("WAITING_LEFT", line);
        }
    }

    /** Nobody could be told any more. */
    @EventListener
    void on(IdentityErased erased) {
        lines.lockOpenOf(erased.client()).forEach(line -> {
            withdraw(line);
            lines.saveAndFlush(line.leave(clock.instant()));
        });
    }

    /** Takes back what is offered to a line that is about to end. */
    void withdraw(WaitingLine line) {
        offers.of(line.id(), PlaceOffer.State.PENDING).ifPresent(offer -> {
            offers.saveAndFlush(offer.end(PlaceOffer.State.WITHDRAWN));
            places.letGo(offer.appointment());
        });
    }

    private Optional<PlaceOffer> pending(WaitingLine line, int number) {
        return line.is(LineState.WAITING)
                ? offers.of(line.id(), PlaceOffer.State.PENDING)
                        .filter(offer -> offer.number() == number && offer.isPendingAt(clock.instant()))
                : Optional.empty();
    }

    private WaitingLine locked(String token) {
        return lines.lockByTokenHash(links.hash(token)).orElseThrow(() -> new NotFound("line"));
    }

    /** A family shares a telephone, so the name belongs to it; who gave no contact cannot be told from others. */
    private byte @Nullable [] personKey(Contact contact) {
        PhoneNumber phone = contact.phone();
        String email = contact.email();
        String way = phone != null ? phone.e164() : email == null ? null : email.toLowerCase(Locale.ROOT);
        PersonName name = contact.name();
        return way == null
                ? null
                : seal.fingerprint("waiting.person", way + ' ' + (name == null ? "" : name.searchKey()));
    }

    private Waiting waiting(WaitingLine line, String token, Language language) {
        Instant now = clock.instant();
        PlaceOffer newest =
                line.is(LineState.DRAFT) ? null : offers.newestOf(line.id()).orElse(null);
        return new Waiting(
                token,
                centres.byId(line.centre(), language).orElseThrow(),
                line.state(),
                line.wish(),
                line.suiting(),
                line.is(LineState.WAITING)
                        ? 1
                                + lines.before(
                                        line.centre(), line.wish().service(), line.urgent(), line.joinedAt(), line.id())
                        : 0,
                newest != null && line.is(LineState.WAITING) && newest.isPendingAt(now)
                        ? new Waiting.Offer(newest.number(), newest.startsAt(), newest.keptUntil())
                        : null,
                newest != null && newest.state() == PlaceOffer.State.TAKEN ? links.bookingToken(newest) : null,
                open(line));
    }

    private Draft open(WaitingLine line) {
        @Nullable String opened = seal.open(line.draft(), context(line));
        return opened == null ? Draft.EMPTY : json.readValue(opened, Draft.class);
    }

    private static String context(WaitingLine line) {
        return "waiting_line.draft:" + line.id();
    }

    private void record(String action, WaitingLine line) {
        events.publishEvent(new AuditEntry(action, line.centre().id(), "waiting-line:" + line.id(), null));
    }
}
