package org.mrcportal.outreach.certificate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.attendance.NamedAttendees;
import org.mrcportal.outreach.attendance.NamedAttendees.Attendee;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives certificates to those who came and said their name. Every reading of the names is on the trail. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CertificateDesk {

    private final Sessions sessions;
    private final NamedAttendees attendees;
    private final SessionWords words;
    private final Centres centres;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;

    CertificateDesk(
            Sessions sessions,
            NamedAttendees attendees,
            SessionWords words,
            Centres centres,
            MessageSource messages,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.attendees = attendees;
        this.words = words;
        this.centres = centres;
        this.messages = messages;
        this.events = events;
    }

    /** Of a page, and of a file with a page of each: so many are made while somebody waits. */
    static final int PAGE = 100;

    /**
     * A session and some of those who may have a certificate of it; nobody before it was held.
     *
     * @param page from 1
     * @param more whether there are others after them
     */
    record Named(SessionOnPlan plan, List<Attendee> people, int page, boolean more) {
        public boolean held() {
            return plan.state() == SessionState.HELD;
        }
    }

    /**
     * @param page from 1
     * @throws NotFound where the scope has no such session
     */
    Named named(SessionId id, int page) {
        SessionOnPlan plan = sessions.get(id);
        List<Attendee> people =
                plan.state() == SessionState.HELD ? attendees.of(id, (page - 1) * PAGE, PAGE + 1) : List.of();
        if (!people.isEmpty()) {
            events.publishEvent(new AuditEntry("IDENTITY_LISTED", plan.centre().id(), "session:" + id, null));
        }
        return new Named(plan, people.stream().limit(PAGE).toList(), page, people.size() > PAGE);
    }

    /**
     * The certificates of those on a page of the list.
     *
     * @param language of the certificates; empty: in which each registered, or else the session's
     * @throws NotFound where there is nobody to give one to
     */
    List<Certificate> certificates(SessionId id, int page, Optional<Language> language) {
        Named named = named(id, page);
        return given(named.plan(), named.people(), language);
    }

    /** @throws NotFound where there is nobody to give one to */
    List<Certificate> certificate(SessionId id, UUID checkIn, Optional<Language> language) {
        SessionOnPlan plan = sessions.get(id);
        return given(
                plan,
                plan.state() == SessionState.HELD
                        ? attendees.find(id, checkIn).stream().toList()
                        : List.of(),
                language);
    }

    private List<Certificate> given(SessionOnPlan plan, List<Attendee> people, Optional<Language> language) {
        if (people.isEmpty()) {
            throw new NotFound("a certificate");
        }
        events.publishEvent(new AuditEntry(
                "CERTIFICATES_GIVEN", plan.centre().id(), "session:" + plan.id(), String.valueOf(people.size())));
        return people.stream()
                .map(person -> certificate(plan, person, language.orElseGet(() -> own(plan, person))))
                .toList();
    }

    private Certificate certificate(SessionOnPlan plan, Attendee person, Language language) {
        Locale locale = language.locale();
        CentreCard centre = centres.byId(plan.centre(), language).orElseThrow();
        return new Certificate(
                locale,
                say("heading", locale),
                person.name(),
                say("took-part", locale),
                words.title(plan, locale),
                words.when(plan, locale),
                words.place(plan, centre, locale),
                centre.name(),
                say("signature", locale),
                say("note", locale));
    }

    private String say(String what, Locale language) {
        return messages.getMessage("outreach.certificate." + what, null, language);
    }

    private static Language own(SessionOnPlan plan, Attendee person) {
        return Optional.ofNullable(person.pageLanguage())
                .flatMap(Language::ofCode)
                .or(() -> Language.ofCode(plan.language()))
                .orElse(Language.EN);
    }
}
