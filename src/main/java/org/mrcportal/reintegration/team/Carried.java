package org.mrcportal.reintegration.team;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.mrcportal.reintegration.casefile.Due;

/** What case workers carry: open cases by how far they are, and what is overdue. */
enum Carried {
    COMING,
    PLANNED,
    ACTIVE,
    MONITORED,
    LATE_ACTIONS,
    LATE_FOLLOW_UPS,
    LATE_REFERRALS,
    LATE_TASKS;

    /**
     * All of it at a {@code :centre} as {@code carried (staff_id, what, id, case_id, due_on, kind)}, in its {@code :zone} and
     * {@code :now}; the beginning of a statement. What is overdue in a case is what {@link Due} says, so that the workload
     * counts what the list of cases shows; tasks are theirs who have them.
     */
    static final String SQL = """
            with owned as (
                select c.* from reintegration.case_file c
                where c.centre_id = :centre and c.state <> 'CLOSED' and c.owner_id is not null
            ), carried as (
                select c.owner_id as staff_id,
                       case when c.state in ('DRAFT', 'SCREENING') then 'COMING'
                            when c.state in ('ASSESSED', 'PLAN_APPROVED') then 'PLANNED'
                            when c.state = 'MONITORING' then 'MONITORED' else 'ACTIVE' end as what,
                       c.id, c.id as case_id, (c.state_since at time zone :zone)::date as due_on, null::text as kind
                from owned c
                union all
                select c.owner_id,
                       case d.kind when 'FOLLOW_UP' then 'LATE_FOLLOW_UPS' when 'REFERRAL' then 'LATE_REFERRALS'
                                   else 'LATE_ACTIONS' end,
                       d.subject, c.id, d.due_on, case when d.kind in ('WORD', 'STAGE') then d.kind end
                from owned c join centres.centre z on z.id = c.centre_id
                cross join lateral (%s) d
                where d.kind not in ('TASK', 'OWN_TASK') and d.until <= :now
                union all
                select t.assignee_id, 'LATE_TASKS', t.id, t.case_id, (t.due_at at time zone :zone)::date, t.kind
                from reintegration.task t
                where t.centre_id = :centre and t.done_at is null and t.due_at < :now and t.assignee_id is not null
            )
            """.formatted(Due.ROWS);

    /** Its name in addresses and message keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Something that is overdue; else an open case. */
    public boolean isLate() {
        return compareTo(LATE_ACTIONS) >= 0;
    }

    /** One of them, {@code open} for all open cases, or {@code late} for all that is overdue; nothing for anything else. */
    static Set<Carried> of(String word) {
        return switch (word) {
            case "open" -> EnumSet.range(COMING, MONITORED);
            case "late" -> EnumSet.range(LATE_ACTIONS, LATE_TASKS);
            default ->
                Arrays.stream(values())
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .<Set<Carried>>map(EnumSet::of)
                        .orElseGet(() -> EnumSet.noneOf(Carried.class));
        };
    }
}
