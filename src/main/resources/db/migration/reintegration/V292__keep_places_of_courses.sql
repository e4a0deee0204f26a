-- A course never has more people than places, however enrolments race: each holds the course's row. Counted by the owner of
-- the tables, since a place taken in a protected case is taken, whoever may know of the person.
create function reintegration.keep_course_places() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    open_places int;
    taken int;
begin
    select places into open_places from reintegration.course
    where id = new.course_id and state <> 'CANCELLED' for update;
    select count(*) into taken from reintegration.enrolment
    where course_id = new.course_id and id <> new.id and state in ('ENROLLED', 'COMPLETED');
    if open_places is null or taken >= open_places then
        raise check_violation using
            constraint = 'course_places', schema = 'reintegration', table = 'enrolment',
            message = 'The course has no place left';
    end if;
    return new;
end $$;
create trigger course_places
    before insert or update of state on reintegration.enrolment
    for each row when (new.state in ('ENROLLED', 'COMPLETED'))
    execute function reintegration.keep_course_places();

create function reintegration.keep_places_of_taken() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    if new.places < (select count(*) from reintegration.enrolment
                     where course_id = new.id and state in ('ENROLLED', 'COMPLETED')) then
        raise check_violation using
            constraint = 'course_places_taken', schema = 'reintegration', table = 'course',
            message = 'More people are enrolled than the course would have places';
    end if;
    return new;
end $$;
create trigger course_places_taken
    before update of places on reintegration.course
    for each row when (new.places < old.places)
    execute function reintegration.keep_places_of_taken();

-- How many places of each course are taken, also in cases the reader does not learn of: a number, of courses in scope.
create function reintegration.places_taken(courses uuid[]) returns table (course_id uuid, taken int)
    language sql stable security definer set search_path = pg_catalog
    as $$
    select e.course_id, count(*)::int from reintegration.enrolment e
    where e.course_id = any (courses) and e.centre_id = any (portal.visible_centres())
      and e.state in ('ENROLLED', 'COMPLETED')
    group by e.course_id
$$;

-- Who was there, day by day. No row: not there, or nobody has ticked that day yet.
create table reintegration.course_attendance (
    centre_id    uuid        not null,
    case_id      uuid        not null,
    enrolment_id uuid        not null,
    day          date        not null,
    marked_by    uuid        not null references accounts.staff,
    marked_at    timestamptz not null,
    primary key (enrolment_id, day),
    foreign key (enrolment_id, centre_id) references reintegration.enrolment (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index course_attendance_case on reintegration.course_attendance (case_id);
call reintegration.guard_by_case('reintegration.course_attendance');
