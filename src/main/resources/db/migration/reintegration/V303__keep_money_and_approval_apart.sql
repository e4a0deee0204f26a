-- Whoever added or changed a step that costs money, since the plan was last approved, does not approve it.
create function reintegration.approve_no_own_costs() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from reintegration.plan_change c join reintegration.action a on a.id = c.subject_id
               where c.plan_id = new.id and c.staff_id = new.approved_by and c.what in ('STEP_ADDED', 'STEP_CHANGED')
                 and a.cost is not null
                 and c.at > coalesce((select max(l.at) from reintegration.plan_change l
                                      where l.plan_id = new.id and l.what = 'APPROVED'), '-infinity')) then
        raise exception 'Own costs' using errcode = '23514', constraint = 'own_costs';
    end if;
    return new;
end $$;
create trigger own_costs before update on reintegration.plan
    for each row when (new.state = 'APPROVED' and old.state <> 'APPROVED') execute function reintegration.approve_no_own_costs();
