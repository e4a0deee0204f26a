package org.mrcportal.outreach.registration;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.RegistrationCard;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.SessionRegistrations;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says where to write to somebody who registered, and what of the session. */
@Component
@Transactional(readOnly = true)
class RegistrationCards implements SessionRegistrations {

    private static final UUID FIRST = new UUID(0, 0);

    private final Registrations registrations;
    private final Sessions sessions;
    private final SessionWords words;
    private final Centres centres;
    private final RegistrationCalendar calendar;
    private final SecretLinks secrets;
    private final Seal seal;

    RegistrationCards(
            Registrations registrations,
            Sessions sessions,
            SessionWords words,
            Centres centres,
            RegistrationCalendar calendar,
            SecretLinks secrets,
            Seal seal) {
        this.registrations = registrations;
        this.sessions = sessions;
        this.words = words;
        this.centres = centres;
        this.calendar = calendar;
        this.secrets = secrets;
        this.seal = seal;
    }

    @Override
    public Optional<RegistrationCard> card(RegistrationId id) {
        return registrations.findById(id).map(registration -> {
            SessionOnPlan session = sessions.get(registration.session());
            Language language = language(registration);
            return card(registration, session, words.place(session, centre(session, language), language.locale()));
        });
    }

    @Override
    public List<RegistrationCard> concerned(SessionId id, @Nullable RegistrationId after) {
        SessionOnPlan session = sessions.get(id);
        Map<Language, String> places = new EnumMap<>(Language.class);
        return registrations.open(id, after == null ? FIRST : after.id(), BATCH).stream()
                .map(registration -> card(
                        registration,
                        session,
                        places.computeIfAbsent(
                                language(registration),
                                language -> words.place(session, centre(session, language), language.locale()))))
                .toList();
    }

    @Override
    public Optional<String> calendarFile(RegistrationId id) {
        return registrations.findById(id).map(registration -> {
            SessionOnPlan session = sessions.get(registration.session());
            Language language = language(registration);
            return calendar.of(registration, session, centre(session, language), language.locale());
        });
    }

    private RegistrationCard card(Registration registration, SessionOnPlan session, String place) {
        Registrant who = registration.who(seal);
        return new RegistrationCard(
                registration.id(),
                registration.centre(),
                who.phone(),
                who.email(),
                registration.pageLanguage(),
                registration.reference(),
                secrets.token(SessionPlaces.LINK, registration.id().id()),
                registration.state().name(),
                registration.reminders(),
                registration.offers(),
                registration.offeredUntil(),
                registration.sequence(),
                new RegistrationCard.Session(
                        session.id(),
                        session.state().name(),
                        session.startsAt(),
                        session.endsAt(),
                        session.place().online(),
                        place,
                        session.sequence()));
    }

    private CentreCard centre(SessionOnPlan session, Language language) {
        return centres.byId(session.centre(), language).orElseThrow();
    }

    private static Language language(Registration registration) {
        return Language.ofCode(registration.pageLanguage()).orElse(Language.EN);
    }
}
