-- A case that was hidden from whoever merged two records of a person stays with the record that is gone. Broken glass opens
-- it all the same: it is broken for a person, not for a record.
create or replace function reintegration.broken_for_me() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    with person as (
        select g.centre_id, p.id
        from reintegration.broken_glass g cross join lateral clients.same_person(g.client_id) p(id)
        where g.staff_id = (select portal.reading_staff()) and g.ends_at > now() and g.client_id is not null
          and g.centre_id = any ((select reintegration.my_centres())::uuid[])
    )
    select coalesce(array_agg(distinct o.id), '{}') from (
        select c.id from person join reintegration.case_file c on c.client_id = person.id and c.centre_id = person.centre_id
        union all
        select m.case_id from person
        join reintegration.household_member m on m.client_id = person.id and m.centre_id = person.centre_id
    ) o
$$;
