package org.mrcportal.counselling.complaint;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What managers do with complaints: a centre's manager with those addressed to the centre, the network's with those
 * addressed to the network, because they may be about the centre's manager. Neither sees the other's.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CENTRE_MANAGER', 'NETWORK_MANAGER')")
class ComplaintReading {

    private final Complaints complaints;
    private final Centres centres;
    private final Seal seal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ComplaintReading(Complaints complaints, Centres centres, Seal seal, ApplicationEventPublisher events, Clock clock) {
        this.complaints = complaints;
        this.centres = centres;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    /** A complaint as the list shows it. */
    record Row(
            UUID id,
            String reference,
            String centre,
            boolean aboutMoney,
            Complaint.State state,
            LocalDate made,
            LocalDate due,
            boolean overdue) {

        public boolean open() {
            return state != Complaint.State.ANSWERED;
        }

        public String colour() {
            return switch (state) {
                case NEW -> "red";
                case LOOKED_AT -> "yellow";
                case ANSWERED -> "green";
            };
        }
    }

    /** A complaint that is read. */
    record Opened(
            Row row,
            String language,
            @Nullable String text,
            @Nullable String contact,
            @Nullable String answer) {}

    @Transactional(readOnly = true)
    List<Row> list(StaffMember me, Locale locale) {
        Map<CentreId, CentreCard> cards = cards(locale);
        return complaints.openFirst(addressees(me)).stream()
                .map(complaint -> row(complaint, cards))
                .toList();
    }

    Opened open(UUID id, StaffMember me, Locale locale) {
        Complaint complaint = complaints.find(id, addressees(me)).orElseThrow(() -> new NotFound(id));
        record("COMPLAINT_READ", complaint);
        return new Opened(
                row(complaint, cards(locale)),
                Language.ofCode(complaint.language())
                        .map(language -> language.nameIn(locale))
                        .orElse(""),
                complaint.text(seal),
                complaint.contact(seal),
                complaint.answer(seal));
    }

    void lookAt(UUID id, StaffMember me) {
        Complaint complaint = complaints.lock(id, addressees(me)).orElseThrow(() -> new NotFound(id));
        if (complaint.state() == Complaint.State.NEW) {
            complaints.saveAndFlush(complaint.lookAt(clock.instant()));
            record("COMPLAINT_LOOKED_AT", complaint);
        }
    }

    /** Answering twice changes nothing. */
    void answer(UUID id, String words, StaffMember me) {
        Complaint complaint = complaints.lock(id, addressees(me)).orElseThrow(() -> new NotFound(id));
        if (complaint.state() != Complaint.State.ANSWERED) {
            complaints.saveAndFlush(complaint.answer(words, me.id(), seal, clock.instant()));
            record("COMPLAINT_ANSWERED", complaint);
        }
    }

    private static List<Complaint.Addressee> addressees(StaffMember me) {
        return Stream.of(Complaint.Addressee.values())
                .filter(addressee -> me.is(
                        switch (addressee) {
                            case CENTRE -> Role.CENTRE_MANAGER;
                            case NETWORK -> Role.NETWORK_MANAGER;
                        }))
                .toList();
    }

    private Map<CentreId, CentreCard> cards(Locale locale) {
        return centres.all(Language.of(locale)).stream().collect(Collectors.toMap(CentreCard::id, Function.identity()));
    }

    private Row row(Complaint complaint, Map<CentreId, CentreCard> cards) {
        CentreCard centre = Objects.requireNonNull(cards.get(complaint.centre()));
        ZoneId zone = centre.zone();
        return new Row(
                complaint.id(),
                complaint.reference(),
                centre.name(),
                complaint.aboutMoney(),
                complaint.state(),
                LocalDate.ofInstant(complaint.madeAt(), zone),
                complaint.dueOn(),
                complaint.state() != Complaint.State.ANSWERED
                        && complaint.dueOn().isBefore(LocalDate.ofInstant(clock.instant(), zone)));
    }

    private void record(String action, Complaint complaint) {
        events.publishEvent(new AuditEntry(action, complaint.centre().id(), "complaint:" + complaint.id(), null));
    }
}
