-- Whoever finds a course full may wait. The place that becomes free goes to whoever has waited longest, at once; the case
-- worker is told by a task.
alter table reintegration.enrolment
    drop constraint enrolment_state_check,
    add constraint enrolment_state_check check (state in ('WAITING', 'ENROLLED', 'COMPLETED', 'LEFT', 'CANCELLED'));
comment on column reintegration.enrolment.state is 'WAITING has no place yet; ENROLLED and COMPLETED have one, LEFT and CANCELLED none any more';
create index enrolment_waiting on reintegration.enrolment (course_id, enrolled_at, id) where state = 'WAITING';

-- Given by the owner of the tables, since whoever has waited longest may be of a case that few know of. Each holds the
-- course's row, as enrolments do.
create function reintegration.give_free_places() returns trigger
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
        select count(distinct client_id) into taken from reintegration.enrolment
        where course_id = wanted and state in ('ENROLLED', 'COMPLETED');
        exit when taken >= open_places;
        update reintegration.enrolment e set state = 'ENROLLED', state_since = now(), version = e.version + 1
        where e.state = 'WAITING' and e.id = (
            select w.id from reintegration.enrolment w
            where w.course_id = wanted and w.state = 'WAITING' order by w.enrolled_at, w.id limit 1 for update)
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
create trigger enrolment_frees_place
    after update of state on reintegration.enrolment
    for each row when (old.state in ('ENROLLED', 'COMPLETED') and new.state in ('LEFT', 'CANCELLED'))
    execute function reintegration.give_free_places();
create trigger enrolment_waits
    after insert on reintegration.enrolment
    for each row when (new.state = 'WAITING')
    execute function reintegration.give_free_places();
create trigger course_frees_places
    after update of places on reintegration.course
    for each row when (new.places > old.places)
    execute function reintegration.give_free_places();

-- Places are added, never taken away: people count on them, and by trying smaller numbers somebody could count those who take
-- part without being seen.
drop trigger course_places_taken on reintegration.course;
drop function reintegration.keep_places_of_taken();
create function reintegration.keep_places_promised() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
begin
    raise check_violation using
        constraint = 'course_places_promised', schema = 'reintegration', table = 'course',
        message = 'Places of a course are added, never taken away';
end $$;
create trigger course_places_promised
    before update of places on reintegration.course
    for each row when (new.places < old.places)
    execute function reintegration.keep_places_promised();
