package org.mrcportal.outreach.leader;

import com.ibm.icu.text.NumberFormat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Place;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.field.FieldCentres;
import org.mrcportal.outreach.visit.VisitLine;
import org.mrcportal.outreach.visit.VisitLines;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NameSearch;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of leaders. Whoever opens somebody's entry leaves a trace, for it has the person's contact. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class LeaderDesk {

    static final int MOST = 300;

    private final Leaders leaders;
    private final FieldCentres centres;
    private final Districts districts;
    private final VisitLines visits;
    private final OutreachLabels labels;
    private final JdbcClient jdbc;
    private final Seal seal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LeaderDesk(
            Leaders leaders,
            FieldCentres centres,
            Districts districts,
            VisitLines visits,
            OutreachLabels labels,
            JdbcClient jdbc,
            Seal seal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.leaders = leaders;
        this.centres = centres;
        this.districts = districts;
        this.visits = visits;
        this.labels = labels;
        this.jdbc = jdbc;
        this.seal = seal;
        this.events = events;
        this.clock = clock;
    }

    /** A line of the register; {@code name} null: no longer listed. */
    record Line(
            UUID id,
            @Nullable String name,
            String kind,
            @Nullable String place,
            List<String> languages,
            @Nullable String audience,
            int visits,
            int trainings) {}

    record Register(FieldCentres.Chosen chosen, List<Line> lines) {}

    /** A form with its centre. */
    record Sheet(CentreCard centre, LeaderForm form) {}

    /** Awareness sessions that belong to the visits, and posts of campaigns. */
    record Elsewhere(int sessions, int posts) {}

    /** A training, in the reader's words. */
    record Training(String day, String topic) {}

    /**
     * An entry with all that belongs to it.
     *
     * @param name null: no longer listed
     */
    record Opened(
            UUID id,
            CentreCard centre,
            @Nullable String name,
            String kind,
            @Nullable String place,
            @Nullable String placeCode,
            List<String> languages,
            @Nullable String audience,
            @Nullable String contact,
            @Nullable String links,
            String consentOn,
            String consentHow,
            @Nullable String withdrawnOn,
            List<VisitLine> visits,
            Elsewhere elsewhere,
            List<Training> trainings) {}

    /** @param kind a code, or anything else for all */
    @Transactional(readOnly = true)
    Register register(
            StaffMember me, @Nullable String centre, @Nullable String typed, @Nullable String kind, Locale locale) {
        FieldCentres.Chosen chosen = centres.chosen(me, centre, locale);
        NameSearch name = new NameSearch(typed);
        List<Line> lines = jdbc.sql("""
                        select l.id, l.name, l.kind, l.region_code, l.district_code, l.languages, l.audience,
                               (select count(*) from outreach.visit_leader x join outreach.visit v on v.id = x.visit_id
                                where x.leader_id = l.id and v.state = 'DONE') as visits,
                               (select count(*) from outreach.leader_training t where t.leader_id = l.id) as trainings
                        from outreach.leader l
                        where l.centre_id = :centre and (cast(:kind as text) is null or l.kind = :kind) and
                        """
                        + NameSearch.CONDITION.replace("name_key", "coalesce(l.name_key, '')")
                        + " order by l.withdrawn_at is not null, l.kind, l.id limit :most")
                .param("centre", chosen.centre().id().id())
                .param("kind", kind != null && Leader.KINDS.contains(kind) ? kind : null)
                .param("words", name.words())
                .param("sounds", name.sounds())
                .param("most", MOST)
                .query((row, number) -> line(row, locale))
                .list();
        return new Register(chosen, lines);
    }

    private Line line(ResultSet row, Locale locale) throws SQLException {
        String id = row.getString("id");
        String region = row.getString("region_code");
        Place place = region == null ? null : new Place(region, row.getString("district_code"));
        return new Line(
                UUID.fromString(id),
                seal.open(row.getBytes("name"), "leader.name:" + id),
                row.getString("kind"),
                place == null ? null : districts.name(place, locale),
                Arrays.asList((String[]) row.getArray("languages").getArray()),
                people(row.getObject("audience", Integer.class), locale),
                row.getInt("visits"),
                row.getInt("trainings"));
    }

    Opened open(UUID id, Locale locale) {
        Leader leader = known(id);
        CentreCard centre = centres.of(leader.centre(), locale);
        Place place = leader.place();
        if (!leader.isWithdrawn()) {
            record("LEADER_READ", leader);
        }
        var withdrawn = leader.withdrawnAt();
        return new Opened(
                id,
                centre,
                leader.name(seal),
                leader.kind(),
                place == null ? null : districts.name(place, locale),
                place == null ? null : place.code(),
                leader.languages(),
                people(leader.audience(), locale),
                leader.contact(seal),
                leader.links(seal),
                CentreTime.date(leader.consentOn(), locale),
                leader.consentHow(),
                withdrawn == null ? null : CentreTime.date(CentreTime.day(withdrawn, centre.zone()), locale),
                visits.ofLeader(id, locale),
                elsewhere(id),
                trainings(id, locale));
    }

    private Elsewhere elsewhere(UUID id) {
        return jdbc.sql("""
                        select (select count(distinct s.session_id) from outreach.visit_leader x
                                join outreach.visit_session s on s.visit_id = x.visit_id where x.leader_id = :id) as sessions,
                               (select count(*) from outreach.post p where p.leader_id = :id) as posts
                        """)
                .param("id", id)
                .query((row, number) -> new Elsewhere(row.getInt("sessions"), row.getInt("posts")))
                .single();
    }

    private List<Training> trainings(UUID id, Locale locale) {
        return jdbc.sql("""
                        select held_on, topic_code from outreach.leader_training
                        where leader_id = ? order by held_on desc, topic_code
                        """)
                .param(id)
                .query((row, number) -> new Training(
                        CentreTime.date(row.getObject("held_on", LocalDate.class), locale),
                        labels.topic(row.getString("topic_code"), locale)))
                .list();
    }

    /** What a training can be about. */
    @Transactional(readOnly = true)
    List<Choice> topics(Locale locale) {
        return jdbc.sql("select code from outreach.topic order by position")
                .query((row, number) -> Choice.of(row.getString("code"), labels.topic(row.getString("code"), locale)))
                .list();
    }

    @Transactional(readOnly = true)
    Sheet blank(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = centres.chosen(me, code, locale).centre();
        return new Sheet(centre, LeaderForm.blank(centre.code()));
    }

    /** The form of somebody who is listed. */
    Sheet find(UUID id, Locale locale) {
        Leader leader = known(id);
        if (leader.isWithdrawn()) {
            throw new NotFound(id);
        }
        record("LEADER_READ", leader);
        CentreCard centre = centres.of(leader.centre(), locale);
        return new Sheet(centre, LeaderForm.of(leader, seal, centre.code()));
    }

    /** A form that was sent, with what belongs around it. */
    @Transactional(readOnly = true)
    Sheet again(StaffMember me, LeaderForm typed, Locale locale) {
        return new Sheet(centres.chosen(me, typed.centre(), locale).centre(), typed);
    }

    LocalDate today(CentreCard centre) {
        return centres.today(centre);
    }

    /** Registers once, however often the form is sent. */
    UUID register(StaffMember me, CentreCard centre, LeaderForm form) {
        UUID once = Once.required(form.once());
        return leaders.findByOnce(once).map(Leader::id).orElseGet(() -> {
            Leader leader = leaders.saveAndFlush(
                    Leader.register(centre.id(), form.details(districts), seal, once, me.id(), clock.instant()));
            record("LEADER_REGISTERED", leader);
            return leader.id();
        });
    }

    /** @throws Leader.Withdrawn where the person is no longer listed */
    void change(UUID id, LeaderForm form) {
        Leader leader = known(id);
        if (leader.isWithdrawn()) {
            throw new Leader.Withdrawn();
        }
        if (form.version() == null || form.version() != leader.version()) {
            throw new ObjectOptimisticLockingFailureException(Leader.class, id);
        }
        record("LEADER_CHANGED", leaders.saveAndFlush(leader.change(form.details(districts), seal)));
    }

    /** Posts made with the person forget the name, too, and still count. */
    void withdraw(UUID id) {
        Leader leader = known(id);
        if (!leader.isWithdrawn()) {
            Leader withdrawn = leaders.saveAndFlush(leader.withdraw(clock.instant()));
            jdbc.sql("""
                            update outreach.post set influencer = null, version = version + 1
                            where leader_id = ? and influencer is not null
                            """).param(id).update();
            record("LEADER_WITHDRAWN", withdrawn);
        }
    }

    /** The same training twice is one; whoever is no longer listed is trained no more. */
    void train(UUID id, LocalDate day, String topic) {
        Leader leader = known(id);
        if (leader.isWithdrawn()) {
            throw new NotFound(id);
        }
        int added = jdbc.sql("""
                        insert into outreach.leader_training (centre_id, leader_id, held_on, topic_code)
                        values (?, ?, ?, ?) on conflict do nothing
                        """).params(leader.centre().id(), id, day, topic).update();
        if (added > 0) {
            record("LEADER_TRAINED", leader);
        }
    }

    private Leader known(UUID id) {
        return leaders.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, Leader leader) {
        events.publishEvent(new AuditEntry(action, leader.centre().id(), "leader:" + leader.id(), null));
    }

    private static @Nullable String people(@Nullable Integer number, Locale locale) {
        return number == null ? null : NumberFormat.getInstance(locale).format(number);
    }
}
