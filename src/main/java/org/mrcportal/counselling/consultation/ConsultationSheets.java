package org.mrcportal.counselling.consultation;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lays out the log form for a visit: with what is known, or with the draft the same person left behind. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class ConsultationSheets {

    private final Occasions occasions;
    private final Drafts drafts;
    private final Centres centres;
    private final ClientDirectory clients;
    private final Clock clock;

    ConsultationSheets(Occasions occasions, Drafts drafts, Centres centres, ClientDirectory clients, Clock clock) {
        this.occasions = occasions;
        this.drafts = drafts;
        this.centres = centres;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * The page.
     *
     * @param ask the questions nobody has answered yet: they come first, in one row
     * @param known the questions already answered
     * @param restored the form is a draft
     */
    record Sheet(
            CentreCard centre,
            Occasion occasion,
            @Nullable ClientSummary client,
            ConsultationForm form,
            List<String> ask,
            List<String> known,
            boolean restored) {}

    /** @param centre code of the centre, where nobody is known to have come; null: the person's first */
    Sheet open(Subject subject, @Nullable String centre, StaffMember me, Locale locale) {
        return laidOut(subject, null, centre, drafts.find(me, subject), true, me, locale);
    }

    /** The same page again, with what was typed. */
    Sheet reopen(ConsultationForm typed, StaffMember me, Locale locale) {
        return laidOut(typed.subject(), typed.centre(), null, Optional.of(typed), false, me, locale);
    }

    private Sheet laidOut(
            Subject subject,
            @Nullable String centreId,
            @Nullable String code,
            Optional<ConsultationForm> filled,
            boolean restored,
            StaffMember me,
            Locale locale) {
        Language language = Language.of(locale);
        ClientSummary named = subject.client() == null
                ? null
                : clients.find(subject.client()).orElseThrow(() -> new NotFound(subject.key()));
        CentreCard stated = code == null ? null : centres.byCode(code, language).orElse(null);
        Occasion occasion = occasion(subject, named, stated == null ? chosen(centreId, code, me) : stated.id(), me);
        CentreCard centre = stated != null && stated.id().equals(occasion.centre())
                ? stated
                : centres.byId(occasion.centre(), language).orElseThrow(() -> new NotFound(occasion.centre()));
        ClientSummary client = named != null || occasion.client() == null
                ? named
                : clients.find(occasion.client()).orElse(null);
        ConsultationForm prefilled = Prefill.of(occasion, client, centre.zone(), UUID.randomUUID(), clock.instant());
        List<String> ask = prefilled.unanswered();
        return new Sheet(
                centre,
                occasion,
                client,
                filled.orElse(prefilled),
                ask,
                ConsultationForm.QUESTIONS.stream()
                        .filter(question -> !ask.contains(question))
                        .toList(),
                restored && filled.isPresent());
    }

    private Occasion occasion(Subject subject, @Nullable ClientSummary named, CentreId at, StaffMember me) {
        if (subject.appointment() != null) {
            return occasions.appointment(subject.appointment());
        }
        if (subject.walkIn() != null) {
            return occasions.walkIn(subject.walkIn());
        }
        CentreId centre = named == null ? at : named.centre();
        if (!me.centres().contains(centre)) {
            throw new NotFound(centre);
        }
        return Occasion.unannounced(centre, named == null ? null : named.id(), named == null ? null : named.language());
    }

    private static CentreId chosen(@Nullable String id, @Nullable String code, StaffMember me) {
        if (code != null || me.centres().isEmpty()) {
            throw new NotFound(code == null ? "a centre" : code);
        }
        try {
            return id == null || id.isBlank() ? me.centres().getFirst() : CentreId.of(id);
        } catch (IllegalArgumentException malformed) {
            throw new NotFound("a centre");
        }
    }
}
