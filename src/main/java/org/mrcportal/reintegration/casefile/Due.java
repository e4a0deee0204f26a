package org.mrcportal.reintegration.casefile;

/**
 * What has to be done in a case by a day: what brings it on to its next state, steps of the plan, what client or partner
 * said about them, follow-ups, answers of partners, tasks of staff. That a step is somebody's task is no second thing beside
 * the step.
 */
public final class Due {

    /**
     * The rows of the case {@code c} at the centre {@code z}: {@code kind}, {@code subject}, {@code detail}, the day and
     * the moment from which it is overdue. Somebody new is screened, and what somebody said about a step is looked at,
     * within three days; the first assessments are finished within thirty days of the first talk, or of the last reopening, and
     * a case stays no longer in any other state before the work on its plan begins.
     */
    public static final String ROWS = """
            select 'STAGE' kind, c.id subject, g.what detail, g.due_on, (g.due_on + 1)::timestamp at time zone z.zone until
            from (select w.what,
                         (case when w.what in ('SCREENING', 'ASSESSMENT')
                               then greatest(c.opened_at, (select max(k.reopened_at) from reintegration.closure k
                                                           where k.case_id = c.id))
                               else c.state_since end at time zone z.zone)::date
                             + case w.what when 'SCREENING' then 3 else 30 end due_on
                  from (select case c.state when 'ASSESSED' then 'PLAN' when 'PLAN_APPROVED' then 'START'
                                            when 'REOPENED' then 'REOPENED'
                                            else case when reintegration.screened(c.id) then 'ASSESSMENT' else 'SCREENING' end
                               end what
                        where c.state in ('DRAFT', 'SCREENING', 'ASSESSED', 'PLAN_APPROVED', 'REOPENED')) w) g
            union all
            select 'STEP' kind, n.id subject, n.text detail, n.due_on,
                   (n.due_on + 1)::timestamp at time zone z.zone until
            from reintegration.action n join reintegration.goal g on g.id = n.goal_id
            join reintegration.plan p on p.id = g.plan_id and p.state <> 'REPLACED'
            where n.case_id = c.id and n.state in ('PLANNED', 'STARTED')
            union all
            select 'FOLLOW_UP', f.id, f.round, f.due_on, (f.due_on + 1)::timestamp at time zone z.zone
            from reintegration.follow_up f where f.case_id = c.id and f.state = 'DUE'
            union all
            select 'REFERRAL', r.id, null, r.due_on, (r.due_on + 1)::timestamp at time zone z.zone
            from reintegration.referral r where r.case_id = c.id and r.state in ('SENT', 'ACCEPTED')
            union all
            select 'WORD', n.id, w.word, (w.said_at at time zone z.zone)::date + 3,
                   ((w.said_at at time zone z.zone)::date + 4)::timestamp at time zone z.zone
            from reintegration.step_word w join reintegration.action n on n.id = w.action_id
            join reintegration.goal g on g.id = n.goal_id
            join reintegration.plan p on p.id = g.plan_id and p.state <> 'REPLACED'
            where w.case_id = c.id and w.taken_back_at is null and w.settled_at is null
            union all
            select case when t.text is null then 'TASK' else 'OWN_TASK' end, t.id, coalesce(t.text, t.kind), (t.due_at at time zone z.zone)::date, t.due_at
            from reintegration.task t where t.case_id = c.id and t.done_at is null and t.kind <> 'STEP_GIVEN'
            """;

    /** The part of the case, as its address goes on, that a task of this kind is about; empty where it is about none. */
    public static String partOf(String task) {
        return switch (task.substring(0, Math.max(0, task.indexOf('_')))) {
            case "PLAN", "STEP" -> "/plan";
            case "HELP" -> "/assistance";
            case "REFERRAL" -> "/referrals";
            case "COURSE" -> "/trainings";
            case "STRONG" -> "/screening";
            case "TRANSFER" -> "/transfer";
            case "DELETION" -> "/deletion";
            default -> "";
        };
    }

    private Due() {}
}
