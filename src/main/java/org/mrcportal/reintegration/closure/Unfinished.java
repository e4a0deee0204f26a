package org.mrcportal.reintegration.closure;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What of a case is still open when it is to be closed, and calling it off. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Unfinished {

    /** Tasks that supervisors alone bring to an end; the database holds it. */
    private static final String SUPERVISORS = "'STRONG_SCREENING', 'REFERRAL_DECISION'";

    private final Cases cases;
    private final JdbcClient jdbc;

    Unfinished(Cases cases, JdbcClient jdbc) {
        this.cases = cases;
        this.jdbc = jdbc;
    }

    StillOpen of(CaseId id) {
        return jdbc.sql("""
                        select (select count(*) from reintegration.referral
                                where case_id = :case and state in ('DRAFT', 'SENT', 'ACCEPTED')) as referrals,
                               (select count(*) from reintegration.assistance
                                where case_id = :case and state in ('REQUESTED', 'APPROVED')) as assistance,
                               (select count(*) from reintegration.enrolment
                                where case_id = :case and state in ('WAITING', 'ENROLLED')) as trainings,
                               (select count(*) from reintegration.task
                                where case_id = :case and done_at is null and kind not in (%1$s)) as tasks,
                               (select count(*) from reintegration.task
                                where case_id = :case and done_at is null and kind in (%1$s)) as decisions,
                               (select count(*) from reintegration.follow_up where case_id = :case and state = 'DUE') as follow_ups
                        """.formatted(SUPERVISORS))
                .param("case", id.id())
                .query((row, number) -> new StillOpen(
                        row.getInt("referrals"),
                        row.getInt("assistance"),
                        row.getInt("trainings"),
                        row.getInt("tasks"),
                        row.getInt("decisions"),
                        row.getInt("follow_ups")))
                .single();
    }

    /** Calls everything off, where the case goes on elsewhere. How much it was is told nowhere: few may know of some of it. */
    public void callOff(CaseCard card, OffsetDateTime now, StaffMember me) {
        settle(card, ClosingForm.callingOff(), now, me, false);
    }

    /** Calls off what the form says. */
    void settle(CaseCard card, ClosingForm form, OffsetDateTime now, StaffMember me) {
        settle(card, form, now, me, true);
    }

    private void settle(CaseCard card, ClosingForm form, OffsetDateTime now, StaffMember me, boolean told) {
        UUID file = card.id().id();
        if (form.cancels(form.referrals())) {
            settled(
                    told,
                    card,
                    "REFERRALS_CALLED_OFF",
                    me,
                    jdbc.sql("""
                            update reintegration.referral set state = 'CANCELLED', state_since = ?, version = version + 1
                            where case_id = ? and state in ('DRAFT', 'SENT', 'ACCEPTED')
                            """).params(now, file).update());
        }
        if (form.cancels(form.assistance())) {
            settled(
                    told,
                    card,
                    "ASSISTANCE_CALLED_OFF",
                    me,
                    jdbc.sql("""
                            update reintegration.assistance set state = 'CANCELLED', closed_by = ?, version = version + 1
                            where case_id = ? and state in ('REQUESTED', 'APPROVED')
                            """).params(me.id().id(), file).update());
        }
        if (form.cancels(form.trainings())) {
            settled(told, card, "TRAININGS_CALLED_OFF", me, giveBackPlaces(file, now));
        }
        if (form.cancels(form.tasks())) {
            settled(
                    told,
                    card,
                    "TASKS_CALLED_OFF",
                    me,
                    jdbc.sql("""
                            update reintegration.task set done_at = ?, done_by = ?, version = version + 1
                            where case_id = ? and done_at is null and kind not in (%s)
                            """.formatted(SUPERVISORS))
                            .params(now, me.id().id(), file)
                            .update());
        }
        if (form.cancels(form.followUps())) {
            settled(
                    told,
                    card,
                    "FOLLOW_UPS_CALLED_OFF",
                    me,
                    jdbc.sql("""
                            update reintegration.follow_up
                            set state = 'CANCELLED', settled_at = ?, next_at = null, version = version + 1
                            where case_id = ? and state = 'DUE'
                            """).params(now, file).update());
        }
    }

    /** Holds the courses first, as whoever gives a free place to the next one does. */
    private int giveBackPlaces(UUID file, OffsetDateTime now) {
        jdbc.sql("""
                        select id from reintegration.course
                        where id in (select course_id from reintegration.enrolment where case_id = ?) order by id for update
                        """).param(file).query(UUID.class).list();
        return jdbc.sql("""
                        update reintegration.enrolment set state = 'CANCELLED', state_since = ?, version = version + 1
                        where case_id = ? and state in ('WAITING', 'ENROLLED')
                        """).params(now, file).update();
    }

    private void settled(boolean told, CaseCard card, String what, StaffMember me, int many) {
        if (told && many > 0) {
            cases.happened(card, what, null, me.id(), Integer.toString(many));
        }
    }
}
