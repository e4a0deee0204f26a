-- Whoever answers for a case of the person, and the focal point, hear of a deletion that was asked for before anything is deleted.
create function reintegration.tell_of_deletion() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    insert into reintegration.task (id, version, centre_id, case_id, kind, assignee_id, due_at, created_at, once)
    select uuidv7(), 0, t.centre_id, t.case_id, 'DELETION_ASKED', t.staff_id, new.asked_at + interval '7 days', now(),
           md5('deletion:' || new.id || ':' || t.case_id || ':' || coalesce(t.staff_id::text, ''))::uuid
    from (
        with same as materialized (select clients.same_person(new.client_id) as id),
        concerned as (
            select c.id as case_id, c.centre_id, c.owner_id from reintegration.case_file c
            where c.emptied_at is null and c.centre_id = new.centre_id and (c.client_id in (select id from same)
                or exists (select from reintegration.household_member m
                           where m.case_id = c.id and m.client_id in (select id from same)))
        )
        select c.case_id, c.centre_id, c.owner_id as staff_id from concerned c
        union
        select c.case_id, c.centre_id, v.cover_id from concerned c
        join reintegration.cover v on v.absent_id = c.owner_id and v.centre_id = c.centre_id
        where v.starts_at <= now() and v.ends_at > now()
        union
        select c.case_id, c.centre_id, f.staff_id from concerned c
        join reintegration.focal_point f on f.centre_id = c.centre_id
    ) t
    on conflict (once) do nothing;
    return null;
end $$;
create trigger deletion_is_told after insert on clients.data_request
    for each row when (new.kind = 'DELETION' and new.state = 'OPEN')
    execute function reintegration.tell_of_deletion();
