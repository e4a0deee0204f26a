package org.mrcportal.outreach.institution;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Place;
import org.mrcportal.outreach.field.FieldCentres;
import org.mrcportal.outreach.visit.VisitLine;
import org.mrcportal.outreach.visit.VisitLines;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NameSearch;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of institutions, and what was done with each. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class InstitutionDesk {

    static final int MOST = 300;

    private final Institutions institutions;
    private final FieldCentres centres;
    private final Districts districts;
    private final VisitLines visits;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InstitutionDesk(
            Institutions institutions,
            FieldCentres centres,
            Districts districts,
            VisitLines visits,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.institutions = institutions;
        this.centres = centres;
        this.districts = districts;
        this.visits = visits;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** A line of the register; {@code lastVisit} null: nobody has been there. */
    record Line(
            UUID id,
            String name,
            String kind,
            String place,
            int visits,
            @Nullable String lastVisit) {}

    record Register(FieldCentres.Chosen chosen, List<Line> lines) {}

    /** A form with its centre. */
    record Sheet(CentreCard centre, InstitutionForm form) {}

    /** An institution with its visits, the newest first, and its sessions. */
    record Opened(
            UUID id,
            CentreCard centre,
            String name,
            String kind,
            String place,
            String placeCode,
            List<VisitLine> visits,
            List<SessionLine> sessions) {}

    /** @param topic code of the main topic */
    record SessionLine(UUID id, String day, String topic, String state) {}

    @Transactional(readOnly = true)
    Register register(StaffMember me, @Nullable String centre, @Nullable String typed, Locale locale) {
        FieldCentres.Chosen chosen = centres.chosen(me, centre, locale);
        NameSearch name = new NameSearch(typed);
        List<Line> lines = jdbc.sql("""
                        select i.id, i.name, i.kind, i.region_code, i.district_code, count(v.id) as visits, max(v.day) as last
                        from outreach.institution i
                        left join outreach.visit_institution x on x.institution_id = i.id
                        left join outreach.visit v on v.id = x.visit_id and v.state = 'DONE'
                        where i.centre_id = :centre and
                        """ + NameSearch.CONDITION + """
                        group by i.id order by lower(i.name), i.id limit :most
                        """)
                .param("centre", chosen.centre().id().id())
                .param("words", name.words())
                .param("sounds", name.sounds())
                .param("most", MOST)
                .query((row, number) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("kind"),
                        districts.name(new Place(row.getString("region_code"), row.getString("district_code")), locale),
                        row.getInt("visits"),
                        date(row.getObject("last", LocalDate.class), locale)))
                .list();
        return new Register(chosen, lines);
    }

    @Transactional(readOnly = true)
    Opened open(UUID id, Locale locale) {
        Institution institution = known(id);
        CentreCard centre = centres.of(institution.centre(), locale);
        Institution.Details details = institution.details();
        return new Opened(
                id,
                centre,
                details.name(),
                details.kind(),
                districts.name(details.place(), locale),
                details.place().code(),
                visits.ofInstitution(id, locale),
                sessions(institution, centre, locale));
    }

    /** Those that name it, and those that belong to one of its visits. */
    private List<SessionLine> sessions(Institution institution, CentreCard centre, Locale locale) {
        return jdbc.sql("""
                        select s.id, (s.starts_at at time zone :zone)::date as day, s.state,
                               (select t.topic_code from outreach.session_topic t where t.session_id = s.id
                                order by t.position limit 1) as topic
                        from outreach.awareness_session s
                        where s.centre_id = :centre
                          and (lower(s.institution) = lower(:name)
                               or s.id in (select y.session_id from outreach.visit_institution x
                                           join outreach.visit_session y on y.visit_id = x.visit_id
                                           where x.institution_id = :id))
                        order by s.starts_at desc limit :most
                        """)
                .param("zone", centre.zone().getId())
                .param("centre", centre.id().id())
                .param("name", institution.details().name())
                .param("id", institution.id())
                .param("most", MOST)
                .query((row, number) -> new SessionLine(
                        row.getObject("id", UUID.class),
                        CentreTime.date(row.getObject("day", LocalDate.class), locale),
                        String.valueOf(row.getString("topic")),
                        row.getString("state")))
                .list();
    }

    @Transactional(readOnly = true)
    Sheet blank(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = centres.chosen(me, code, locale).centre();
        return new Sheet(centre, InstitutionForm.blank(centre.code()));
    }

    @Transactional(readOnly = true)
    Sheet find(UUID id, Locale locale) {
        Institution institution = known(id);
        CentreCard centre = centres.of(institution.centre(), locale);
        return new Sheet(centre, InstitutionForm.of(institution, centre.code()));
    }

    /** A form that was sent, with what belongs around it. */
    @Transactional(readOnly = true)
    Sheet again(StaffMember me, InstitutionForm typed, Locale locale) {
        return new Sheet(centres.chosen(me, typed.centre(), locale).centre(), typed);
    }

    /** Registers once, however often the form is sent. */
    UUID register(StaffMember me, CentreCard centre, InstitutionForm form) {
        UUID once = Once.required(form.once());
        return institutions.findByOnce(once).map(Institution::id).orElseGet(() -> {
            Institution institution = institutions.saveAndFlush(
                    Institution.register(centre.id(), form.details(districts), once, me.id(), clock.instant()));
            record("INSTITUTION_REGISTERED", institution);
            return institution.id();
        });
    }

    void change(UUID id, InstitutionForm form) {
        Institution institution = known(id);
        if (form.version() == null || form.version() != institution.version()) {
            throw new ObjectOptimisticLockingFailureException(Institution.class, id);
        }
        record("INSTITUTION_CHANGED", institutions.saveAndFlush(institution.change(form.details(districts))));
    }

    private Institution known(UUID id) {
        return institutions.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, Institution institution) {
        events.publishEvent(new AuditEntry(action, institution.centre().id(), "institution:" + institution.id(), null));
    }

    private static @Nullable String date(@Nullable LocalDate day, Locale locale) {
        return day == null ? null : CentreTime.date(day, locale);
    }
}
