-- Who a client is has been deleted because the person asked for it: what staff wrote about the person goes, also from cases
-- that whoever carries out the request may not know of. It says nothing, and forgets nothing but texts.
create function reintegration.forget_person(person uuid) returns void
    language sql security definer set search_path = pg_catalog
    as $$
    with forgotten as (
        select c.id, c.centre_id from reintegration.case_file c
        where c.client_id = person and c.centre_id = any (portal.visible_centres())
    ), notes as (
        delete from reintegration.case_note n using forgotten f where n.case_id = f.id
    ), restricted as (
        delete from reintegration.restricted_note n using forgotten f where n.case_id = f.id
    ), outcomes as (
        update reintegration.closure k set outcome = null from forgotten f where k.case_id = f.id
    ), relatives as (
        update reintegration.household_member m set name = null, version = m.version + 1 from forgotten f where m.case_id = f.id
    )
    insert into reintegration.case_event (id, centre_id, case_id, at, kind)
    select gen_random_uuid(), f.centre_id, f.id, now(), 'FORGOTTEN' from forgotten f
$$;
