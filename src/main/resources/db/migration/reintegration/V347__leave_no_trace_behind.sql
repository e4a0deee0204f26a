-- Whether few may know of a step, or of costs in a plan, whoever asks: only so that a task of it is given to nobody else.
create function reintegration.step_few_know(step uuid) returns uuid
    language sql stable security definer set search_path = pg_catalog
    as $$
    select a.id from reintegration.action a
    where a.id = step and a.sensitive and a.centre_id = any ((select portal.visible_centres())::uuid[])
$$;
create function reintegration.cost_few_know(plan uuid) returns uuid
    language sql stable security definer set search_path = pg_catalog
    as $$
    select a.id from reintegration.action a join reintegration.goal g on g.id = a.goal_id
    where g.plan_id = plan and a.sensitive and a.cost is not null
      and a.centre_id = any ((select portal.visible_centres())::uuid[])
    order by a.id limit 1
$$;
drop policy step_to_team on reintegration.task;
create policy step_to_team on reintegration.task as restrictive
    using (step_id is null or step_id <> all ((select reintegration.hidden_steps())::uuid[]))
    with check (true);

-- Somebody who is taken out of a household keeps being the one a screening was about, so that it can be forgotten with the person.
alter table reintegration.screening add column former_client_id uuid;
comment on column reintegration.screening.former_client_id is
    'client it was about who has been taken out of the household since; null: see member_id';
create function reintegration.keep_whose_screening() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.screening set former_client_id = old.client_id where member_id = old.id;
    return old;
end $$;
create trigger whose_screening before delete on reintegration.household_member
    for each row when (old.client_id is not null) execute function reintegration.keep_whose_screening();

create or replace function reintegration.forget_person(person uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    people uuid[] := array(
        select k.id from clients.client k
        where k.id in (select clients.same_person(person)) and k.centre_id = any (portal.visible_centres()));
    whose uuid[] := array(
        select c.id from reintegration.case_file c
        where c.client_id = any (people) and c.centre_id = any (portal.visible_centres()));
begin
    -- First, so that the other centre's task goes with its question.
    update reintegration.transfer set state = 'WITHDRAWN', settled_at = now(), version = version + 1
    where case_id = any (whose) and state = 'OFFERED';
    perform reintegration.forget_content(whose, people);
    delete from reintegration.screening s using reintegration.household_member m
    where m.id = s.member_id and m.client_id = any (people);
    delete from reintegration.screening s
    where s.former_client_id = any (people) and s.centre_id = any (portal.visible_centres());
end $$;

-- A place that becomes free goes to somebody whose case is open, and one person takes one place, under whichever record.
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
        select count(distinct clients.survivor(client_id)) into taken from reintegration.enrolment
        where course_id = wanted and state in ('ENROLLED', 'COMPLETED');
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

-- Nobody waits in a case that is closed.
create function reintegration.end_waiting() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.enrolment set state = 'CANCELLED', state_since = new.closed_at, version = version + 1
    where case_id = new.id and state = 'WAITING';
    return null;
end $$;
create trigger closing_ends_waiting after update of closed_at on reintegration.case_file
    for each row when (old.closed_at is null and new.closed_at is not null)
    execute function reintegration.end_waiting();

-- Nobody waits for a course that took place.
create function reintegration.end_waiting_for_course() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    with ended as (
        update reintegration.enrolment set state = 'CANCELLED', state_since = now(), version = version + 1
        where course_id = new.id and state = 'WAITING'
        returning id, centre_id, case_id
    )
    insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id)
    select gen_random_uuid(), e.centre_id, e.case_id, now(), 'TRAINING_CANCELLED', e.id from ended e;
    return null;
end $$;
create trigger held_ends_waiting after update of state on reintegration.course
    for each row when (new.state = 'HELD' and old.state <> 'HELD')
    execute function reintegration.end_waiting_for_course();

-- That a protected case is offered is for whoever is focal point now.
alter policy offered_to_me on reintegration.task
    using (kind <> 'TRANSFER_OFFERED' or assignee_id is null or (select portal.reader()) = 'portal'
           or assignee_id = (select portal.reading_staff())
              and centre_id = any ((select reintegration.guarded_by_me())::uuid[]));
create function reintegration.ask_new_focal_point() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    insert into reintegration.task (id, version, centre_id, kind, assignee_id, due_at, created_by, created_at, once)
    select gen_random_uuid(), 0, t.to_centre_id, 'TRANSFER_OFFERED', new.staff_id, t.offered_at + interval '1 day',
           t.offered_by, t.offered_at, md5(t.id || ':' || new.staff_id)::uuid
    from reintegration.transfer t join reintegration.case_file c on c.id = t.case_id and c.protected
    where t.to_centre_id = new.centre_id and t.state = 'OFFERED'
    on conflict do nothing;
    return null;
end $$;
create trigger asks_new_focal_point after insert on reintegration.focal_point
    for each row execute function reintegration.ask_new_focal_point();

-- What was there before these rules: follow-ups of emptied cases, and questions whose task nobody has.
update reintegration.follow_up f set state = 'CANCELLED', settled_at = c.emptied_at, next_at = null, version = f.version + 1
from reintegration.case_file c
where c.id = f.case_id and c.emptied_at is not null and f.state = 'DUE';
insert into reintegration.task (id, version, centre_id, kind, due_at, created_by, created_at, once)
select gen_random_uuid(), 0, t.to_centre_id, 'TRANSFER_OFFERED', t.offered_at + interval '1 day', t.offered_by, t.offered_at, t.id
from reintegration.transfer t join reintegration.case_file c on c.id = t.case_id and not c.protected
where t.state = 'OFFERED'
on conflict do nothing;
insert into reintegration.task (id, version, centre_id, kind, assignee_id, due_at, created_by, created_at, once)
select gen_random_uuid(), 0, t.to_centre_id, 'TRANSFER_OFFERED', f.staff_id, t.offered_at + interval '1 day', t.offered_by,
       t.offered_at, md5(t.id || ':' || f.staff_id)::uuid
from reintegration.transfer t join reintegration.case_file c on c.id = t.case_id and c.protected
join reintegration.focal_point f on f.centre_id = t.to_centre_id
where t.state = 'OFFERED'
on conflict do nothing;
