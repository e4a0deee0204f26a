-- A goal that was written by mistake is taken out while it has no steps; the history of the plan keeps that it was there.
alter table reintegration.plan_change
    drop constraint plan_change_what_check,
    add constraint plan_change_what_check check (what in (
        'GOAL_ADDED', 'GOAL_CHANGED', 'GOAL_REMOVED', 'STEP_ADDED', 'STEP_CHANGED', 'STEP_STATE', 'ORDER', 'AGREED', 'SUBMITTED',
        'SENT_BACK', 'APPROVED', 'REPLACED'));
