-- That something waits for a decision is a task until nothing of that kind waits in the case any more, whoever decided it.
create function reintegration.end_tasks_of_decisions() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    if tg_table_name = 'plan'
       and not exists (select from reintegration.plan p where p.case_id = new.case_id and p.state = 'SUBMITTED') then
        update reintegration.task set done_at = now(), version = version + 1
        where case_id = new.case_id and kind = 'PLAN_WAITING' and done_at is null;
    elsif tg_table_name = 'assistance'
       and not exists (select from reintegration.assistance s where s.case_id = new.case_id and s.state = 'REQUESTED') then
        update reintegration.task set done_at = now(), version = version + 1
        where case_id = new.case_id and kind = 'HELP_WAITING' and done_at is null;
    end if;
    return null;
end $$;
create trigger decision_ends_tasks after update of state on reintegration.plan
    for each row when (old.state = 'SUBMITTED' and new.state <> 'SUBMITTED')
    execute function reintegration.end_tasks_of_decisions();
create trigger decision_ends_tasks after update of state on reintegration.assistance
    for each row when (old.state = 'REQUESTED' and new.state <> 'REQUESTED')
    execute function reintegration.end_tasks_of_decisions();
