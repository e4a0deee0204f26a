-- What its case worker has to do in a case is done by whoever carries the case from now on; what nobody carried, too. What only
-- told the former one something about the own case has been said.
create function reintegration.pass_tasks_on() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task
    set done_at = now(), done_by = coalesce(portal.reading_staff(), new.owner_id), version = version + 1
    where case_id = new.id and done_at is null and assignee_id = old.owner_id
      and kind in ('CASE_HANDED_OVER', 'TEAM_JOINED', 'TEAM_CHANGED', 'CASE_KEPT', 'CASE_MADE_ORDINARY', 'CASE_TAKEN_UP');
    update reintegration.task set assignee_id = new.owner_id, version = version + 1
    where case_id = new.id and done_at is null
      and (assignee_id = old.owner_id and kind <> 'CASE_TAKEN_OVER'
           or old.owner_id is null and assignee_id is null
              and kind in ('REFERRAL_OVERDUE', 'REFERRAL_REFUSED', 'COURSE_PLACE', 'GLASS_BROKEN'));
    return null;
end $$;
create trigger case_file_passes_tasks_on after update of owner_id on reintegration.case_file
    for each row when (old.owner_id is distinct from new.owner_id and new.owner_id is not null)
    execute function reintegration.pass_tasks_on();

-- Who leaves the team of a protected case knows of it no more: what they had to do there is the case worker's.
create function reintegration.bring_tasks_back() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task t
    set assignee_id = case when t.kind in ('TEAM_JOINED', 'CASE_KEPT', 'CASE_TAKEN_UP') then t.assignee_id else c.owner_id end,
        done_at = case when t.kind in ('TEAM_JOINED', 'CASE_KEPT', 'CASE_TAKEN_UP') then now() end,
        version = t.version + 1
    from reintegration.case_file c
    where c.id = old.case_id and c.protected and c.owner_id is not null and c.owner_id <> old.staff_id
      and t.case_id = c.id and t.assignee_id = old.staff_id and t.done_at is null
      and not exists (select from reintegration.focal_point f where f.centre_id = c.centre_id and f.staff_id = old.staff_id);
    return null;
end $$;
create trigger case_member_brings_tasks_back after delete on reintegration.case_member
    for each row execute function reintegration.bring_tasks_back();
