package org.mrcportal.outreach.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Districts;
import org.mrcportal.outreach.Typed;
import org.mrcportal.outreach.field.FieldCentres;
import org.mrcportal.outreach.field.ListedLeaders;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans visits, says what came of them, and keeps what is left to do. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class PlannerDesk {

    private final Visits visits;
    private final VisitLines lines;
    private final VisitParts parts;
    private final ListedLeaders leaders;
    private final FieldCentres centres;
    private final Districts districts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PlannerDesk(
            Visits visits,
            VisitLines lines,
            VisitParts parts,
            ListedLeaders leaders,
            FieldCentres centres,
            Districts districts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.visits = visits;
        this.lines = lines;
        this.parts = parts;
        this.leaders = leaders;
        this.centres = centres;
        this.districts = districts;
        this.events = events;
        this.clock = clock;
    }

    /** The visits of a stretch of days, and what is overdue. */
    record Planner(
            FieldCentres.Chosen chosen,
            LocalDate today,
            Stretch stretch,
            List<VisitLine> visits,
            List<VisitLine> overdue) {}

    /** A form with what can be picked in it; {@code id} null: a new visit. */
    record Sheet(
            CentreCard centre,
            @Nullable UUID id,
            VisitForm form,
            List<Choice> staff,
            List<Choice> institutions,
            List<Choice> leaders) {}

    /** A visit with all that belongs to it, in the reader's words. */
    record Opened(
            UUID id,
            CentreCard centre,
            Visit.State state,
            Visit.Plan plan,
            String place,
            @Nullable String outcome,
            Visit.@Nullable Step next,
            boolean nextIsDone,
            boolean nextIsOverdue,
            List<Choice> staff,
            List<Choice> institutions,
            List<Choice> leaders,
            List<Choice> sessions,
            List<Choice> sessionChoices,
            OutcomeForm form) {

        public boolean cancelled() {
            return state == Visit.State.CANCELLED;
        }
    }

    /** @param view week or month; @param day a day of it, null: today */
    @Transactional(readOnly = true)
    Planner planner(
            StaffMember me, @Nullable String code, @Nullable String view, @Nullable LocalDate day, Locale locale) {
        FieldCentres.Chosen chosen = centres.chosen(me, code, locale);
        CentreCard centre = chosen.centre();
        LocalDate today = centres.today(centre);
        Stretch stretch = Stretch.of(view, day == null ? today : day);
        UUID id = centre.id().id();
        return new Planner(
                chosen,
                today,
                stretch,
                lines.between(id, stretch.first(), stretch.before(), locale),
                lines.overdue(id, today, locale));
    }

    @Transactional(readOnly = true)
    Sheet blank(
            StaffMember me,
            @Nullable String code,
            @Nullable String place,
            @Nullable String institution,
            @Nullable String leader,
            Locale locale) {
        CentreCard centre = centres.chosen(me, code, locale).centre();
        return sheet(
                centre,
                null,
                VisitForm.blank(centre.code(), centres.today(centre), place, me, institution, leader),
                locale);
    }

    @Transactional(readOnly = true)
    Sheet edit(UUID id, Locale locale) {
        Visit visit = known(id);
        CentreCard centre = centres.of(visit.centre(), locale);
        return sheet(centre, id, VisitForm.of(visit, parts.of(id), centre.code()), locale);
    }

    /** A form that was sent, with what belongs around it. */
    @Transactional(readOnly = true)
    Sheet again(StaffMember me, @Nullable UUID id, VisitForm typed, Locale locale) {
        return sheet(centres.chosen(me, typed.centre(), locale).centre(), id, typed, locale);
    }

    private Sheet sheet(CentreCard centre, @Nullable UUID id, VisitForm form, Locale locale) {
        UUID at = centre.id().id();
        return new Sheet(
                centre,
                id,
                form,
                parts.staff(at, form.links().staff()),
                parts.institutions(at, locale),
                leaders.of(at));
    }

    @Transactional(readOnly = true)
    Opened open(UUID id, Locale locale) {
        Visit visit = known(id);
        CentreCard centre = centres.of(visit.centre(), locale);
        VisitLinks links = parts.of(id);
        VisitParts.Company company = parts.company(id);
        List<Choice> sessions = parts.sessions(visit, centre, locale);
        Visit.Step next = visit.next();
        return new Opened(
                id,
                centre,
                visit.state(),
                visit.plan(),
                districts.name(visit.plan().place(), locale),
                visit.outcome(),
                next,
                visit.nextIsDone(),
                next != null && !visit.nextIsDone() && next.due().isBefore(centres.today(centre)),
                company.staff(),
                company.institutions(),
                company.leaders(),
                of(links.sessions(), sessions),
                sessions,
                OutcomeForm.of(visit, links));
    }

    private static List<Choice> of(java.util.Set<UUID> chosen, List<Choice> choices) {
        return choices.stream()
                .filter(choice -> chosen.contains(UUID.fromString(choice.value())))
                .toList();
    }

    /** Plans once, however often the form is sent. */
    UUID plan(StaffMember me, CentreCard centre, VisitForm form) {
        UUID once = Once.required(form.once());
        return visits.findByOnce(once).map(Visit::id).orElseGet(() -> {
            Visit visit =
                    visits.saveAndFlush(Visit.plan(centre.id(), form.plan(districts), once, me.id(), clock.instant()));
            parts.writePlan(visit, form.links());
            record("VISIT_PLANNED", visit);
            return visit.id();
        });
    }

    /** @throws Visit.Over where it was cancelled */
    void change(UUID id, VisitForm form) {
        Visit visit = known(id);
        if (form.version() == null || form.version() != visit.version()) {
            throw new ObjectOptimisticLockingFailureException(Visit.class, id);
        }
        visits.saveAndFlush(visit.change(form.plan(districts)));
        parts.writePlan(visit, form.links());
        record("VISIT_CHANGED", visit);
    }

    /** @throws Visit.Over where it was cancelled */
    void done(UUID id, OutcomeForm form) {
        Visit visit = save(id, one -> one.done(Typed.textOrNull(form.outcome()), form.step()));
        parts.writeSessions(visit, Typed.uuids(form.sessions()));
        record("VISIT_DONE", visit);
    }

    /** @throws Visit.Over where it was made */
    void cancel(UUID id) {
        record("VISIT_CANCELLED", save(id, Visit::cancel));
    }

    void nextDone(UUID id) {
        record("VISIT_NEXT_DONE", save(id, visit -> visit.nextDone(clock.instant())));
    }

    private Visit save(UUID id, UnaryOperator<Visit> change) {
        return visits.saveAndFlush(change.apply(visits.lock(id).orElseThrow(() -> new NotFound(id))));
    }

    private Visit known(UUID id) {
        return visits.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, Visit visit) {
        events.publishEvent(new AuditEntry(action, visit.centre().id(), "visit:" + visit.id(), null));
    }
}
