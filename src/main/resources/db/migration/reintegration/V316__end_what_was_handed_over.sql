-- Somebody carries the case now: what asked the others to take it has been done, whoever gave or took it.
create function reintegration.end_hand_over() returns trigger
    language plpgsql
    as $$
begin
    update reintegration.task
    set done_at = now(), done_by = coalesce(portal.reading_staff(), new.owner_id), version = version + 1
    where case_id = new.id and kind = 'HANDED_OVER' and done_at is null;
    return null;
end $$;
create trigger case_file_ends_hand_over after update of owner_id on reintegration.case_file
    for each row when (old.owner_id is null and new.owner_id is not null)
    execute function reintegration.end_hand_over();
