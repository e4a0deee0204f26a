-- Somebody may be enrolled through each case of the person: an enrolment in a case that is hidden must not be felt in
-- another. A person has one place in a course, through however many cases.
drop index reintegration.enrolment_once;
create unique index enrolment_once on reintegration.enrolment (course_id, case_id, client_id) where state <> 'CANCELLED';

create or replace function reintegration.keep_course_places() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    open_places int;
    taken int;
begin
    select places into open_places from reintegration.course
    where id = new.course_id and state <> 'CANCELLED' for update;
    select count(distinct client_id) into taken from reintegration.enrolment
    where course_id = new.course_id and client_id <> new.client_id and state in ('ENROLLED', 'COMPLETED');
    if open_places is null or taken >= open_places then
        raise check_violation using
            constraint = 'course_places', schema = 'reintegration', table = 'enrolment',
            message = 'The course has no place left';
    end if;
    return new;
end $$;

create or replace function reintegration.keep_places_of_taken() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    if new.places < (select count(distinct client_id) from reintegration.enrolment
                     where course_id = new.id and state in ('ENROLLED', 'COMPLETED')) then
        raise check_violation using
            constraint = 'course_places_taken', schema = 'reintegration', table = 'course',
            message = 'More people are enrolled than the course would have places';
    end if;
    return new;
end $$;

create or replace function reintegration.places_taken(courses uuid[]) returns table (course_id uuid, taken int)
    language sql stable security definer set search_path = pg_catalog
    as $$
    select e.course_id, count(distinct e.client_id)::int from reintegration.enrolment e
    where e.course_id = any (courses) and e.centre_id = any (portal.visible_centres())
      and e.state in ('ENROLLED', 'COMPLETED')
    group by e.course_id
$$;
