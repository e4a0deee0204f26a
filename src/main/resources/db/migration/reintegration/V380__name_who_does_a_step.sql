-- A step that the centre does may name who of the centre does it.
comment on column reintegration.action.staff_id is 'who of the centre does it, for staff alone; null: nobody was named';
update reintegration.action set staff_id = null where staff_id is not null and doer <> 'STAFF';
alter table reintegration.action add check (staff_id is null or doer = 'STAFF');

-- With a case, what its owner had to do of its plan is handed over, with the tasks of it.
create function reintegration.hand_over_steps() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.action set staff_id = new.owner_id, version = version + 1
    where case_id = new.id and staff_id = old.owner_id and state in ('PLANNED', 'STARTED');
    update reintegration.task set assignee_id = new.owner_id, version = version + 1
    where case_id = new.id and kind = 'STEP_GIVEN' and assignee_id = old.owner_id and done_at is null;
    return null;
end $$;
create trigger steps_go_with_case after update of owner_id on reintegration.case_file
    for each row when (old.owner_id is not null and new.owner_id is not null and old.owner_id <> new.owner_id)
    execute function reintegration.hand_over_steps();
