-- Who takes part through a protected case takes no place from others: otherwise whoever fills a course and counts those who are
-- listed learns how many are hidden. So a course may have a few people more than places.
create or replace function reintegration.keep_course_places() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    open_places int;
    taken int;
begin
    select places into open_places from reintegration.course
    where id = new.course_id and state <> 'CANCELLED' for update;
    select count(distinct e.client_id) into taken
    from reintegration.enrolment e join reintegration.case_file f on f.id = e.case_id and not f.protected
    where e.course_id = new.course_id and e.state in ('ENROLLED', 'COMPLETED')
      and (tg_op = 'INSERT' or e.client_id <> new.client_id);
    if exists (select from reintegration.case_file f where f.id = new.case_id and f.protected)
       or tg_op = 'UPDATE' and old.state in ('ENROLLED', 'COMPLETED') then
        taken := 0;
    end if;
    if open_places is null or taken >= open_places then
        raise check_violation using
            constraint = 'course_places', schema = 'reintegration', table = 'enrolment',
            message = 'The course has no place left';
    end if;
    return new;
end $$;

create or replace function reintegration.places_taken(courses uuid[]) returns table (course_id uuid, taken int)
    language sql stable security definer set search_path = pg_catalog
    as $$
    select e.course_id, count(distinct e.client_id)::int
    from reintegration.enrolment e join reintegration.case_file f on f.id = e.case_id and not f.protected
    where e.course_id = any (courses) and e.centre_id = any (portal.visible_centres())
      and e.state in ('ENROLLED', 'COMPLETED')
    group by e.course_id
$$;

create or replace function reintegration.give_free_places() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    wanted uuid;
    open_places int;
    taken int;
    next record;
begin
    if tg_table_name = 'course' then
        wanted := new.id;
    else
        wanted := new.course_id;
    end if;
    select c.places into open_places
    from reintegration.course c join centres.centre z on z.id = c.centre_id
    where c.id = wanted and c.state = 'PLANNED' and c.ends_on >= (now() at time zone z.zone)::date for update of c;
    while open_places is not null loop
        select count(distinct clients.survivor(e.client_id)) into taken
        from reintegration.enrolment e join reintegration.case_file f on f.id = e.case_id and not f.protected
        where e.course_id = wanted and e.state in ('ENROLLED', 'COMPLETED');
        exit when taken >= open_places;
        update reintegration.enrolment e set state = 'ENROLLED', state_since = now(), version = e.version + 1
        where e.state = 'WAITING' and e.id = (
            select w.id from reintegration.enrolment w
            join reintegration.case_file f on f.id = w.case_id and f.closed_at is null
            where w.course_id = wanted and w.state = 'WAITING' order by w.enrolled_at, w.id limit 1 for update of w)
        returning e.id, e.centre_id, e.case_id into next;
        exit when next.id is null;
        insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id)
        values (gen_random_uuid(), next.centre_id, next.case_id, now(), 'TRAINING_ENROLLED', next.id);
        insert into reintegration.task (id, version, centre_id, case_id, kind, assignee_id, due_at, created_at, once)
        select gen_random_uuid(), 0, f.centre_id, f.id, 'COURSE_PLACE', f.owner_id, now() + interval '2 days', now(), gen_random_uuid()
        from reintegration.case_file f where f.id = next.case_id;
    end loop;
    return null;
end $$;
