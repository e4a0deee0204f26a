package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what somebody has typed for a booking, sealed. For whoever has the token. */
@Service
@Transactional
class DraftDesk {

    private final AppointmentRecords records;
    private final Centres centres;
    private final Openings openings;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    DraftDesk(AppointmentRecords records, Centres centres, Openings openings, Seal seal, JsonMapper json, Clock clock) {
        this.records = records;
        this.centres = centres;
        this.openings = openings;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The hold behind a token.
     *
     * @throws AlreadyBooked where it has become a booking
     */
    @Transactional(readOnly = true)
    Held find(String token, Language language) {
        return held(token, known(token), language);
    }

    /** The hold, and the times it could have instead. */
    @Transactional(readOnly = true)
    HeldAndFree findWithTimes(String token, Language language) {
        Held held = find(token, language);
        return new HeldAndFree(held, openings.times(held.centre(), held.wish(), token));
    }

    /** A hold with the free times beside it. */
    record HeldAndFree(Held held, List<FreeTime> free) {}

    /** Keeps the answers as they are now. */
    Held keep(String token, Language language, UnaryOperator<Draft> change) {
        Appointment appointment =
                records.lockByTokenHash(PersonalLinks.hash(token)).orElseThrow(() -> new NotFound("appointment"));
        requireHold(appointment, token);
        Draft draft = change.apply(open(appointment));
        records.save(appointment.keepDraft(
                seal.seal(json.writeValueAsString(draft), context(appointment.id())), language.code()));
        return held(token, appointment, language);
    }

    Draft open(Appointment appointment) {
        @Nullable String opened = seal.open(appointment.draft(), context(appointment.id()));
        return opened == null ? Draft.EMPTY : json.readValue(opened, Draft.class);
    }

    private Appointment known(String token) {
        Appointment appointment =
                records.findByTokenHash(PersonalLinks.hash(token)).orElseThrow(() -> new NotFound("appointment"));
        requireHold(appointment, token);
        return appointment;
    }

    private static void requireHold(Appointment appointment, String token) {
        if (!appointment.is(AppointmentState.HELD, AppointmentState.EXPIRED)) {
            throw new AlreadyBooked(token);
        }
    }

    private Held held(String token, Appointment appointment, Language language) {
        CentreCard centre = centres.byId(appointment.centre(), language).orElseThrow();
        return new Held(
                token,
                centre,
                appointment.wish(),
                appointment.slot(),
                Objects.requireNonNull(appointment.heldUntil()),
                appointment.hasLapsedBy(clock.instant()),
                open(appointment));
    }

    private static String context(AppointmentId id) {
        return "appointment.draft:" + id;
    }
}
