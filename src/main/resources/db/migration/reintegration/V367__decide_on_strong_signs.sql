-- What strong signs ask of the supervisors is a decision with words. It is read by whoever decided, by the case's team and by
-- the focal point, and goes with the screening it is about.
create table reintegration.signs_decision (
    id           uuid        primary key,
    centre_id    uuid        not null,
    case_id      uuid        not null,
    task_id      uuid        not null references reintegration.task,
    screening_id uuid        not null references reintegration.screening on delete cascade,
    decision     text        not null check (decision in ('REFER', 'WATCH', 'NO_DANGER', 'AUTHORITIES')),
    words        bytea       not null,
    author_id    uuid        not null references accounts.staff,
    made_at      timestamptz not null,
    once         uuid        not null unique,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
comment on table reintegration.signs_decision is 'what supervisors decided after a screening that found strong signs';
comment on column reintegration.signs_decision.task_id is 'which asked for it; kept by a trigger, as are case and screening';
comment on column reintegration.signs_decision.screening_id is 'the latest of that person with strong signs when it was decided';
comment on column reintegration.signs_decision.decision is
    'a referral is to be made, somebody keeps an eye on it, there is no danger, or those whose duty it is were told';
comment on column reintegration.signs_decision.words is 'why; sealed';
create index signs_decision_screening on reintegration.signs_decision (screening_id);
create index signs_decision_case on reintegration.signs_decision (case_id, made_at desc);
create index signs_decision_task on reintegration.signs_decision (task_id);
call reintegration.guard_restricted('reintegration.signs_decision');
call reintegration.keep_as_written('reintegration.signs_decision');

-- The screenings with strong signs that a task is about: of that person, who may have left the household since.
create function reintegration.signs_of(asked uuid) returns setof uuid
    language sql stable set search_path = pg_catalog
    as $$
    select s.id from reintegration.task t join reintegration.screening s on s.case_id = t.case_id and s.result = 'STRONG'
    where t.id = asked and t.kind = 'STRONG_SCREENING' and s.of_client = (t.person_id is null)
      and (t.person_id is null or s.member_id = t.person_id or s.member_id is null)
    order by (s.member_id is not distinct from t.person_id or s.once = t.once) desc, s.made_at desc, s.id desc
$$;

-- Who decides: the centre's managers, where they may know of the case, and its focal points for protection; of a protected
-- case at a centre without one its case worker, whoever stands in now, or who opened it where nobody has taken it.
create function reintegration.supervisors_of(file uuid) returns setof uuid
    language sql stable set search_path = pg_catalog
    as $$
    with c as (
        select * from reintegration.case_file where id = file
    ), here as (
        select s.id, s.roles, exists (select from reintegration.focal_point f where f.centre_id = c.centre_id and f.staff_id = s.id)
                   as guards
        from c join accounts.staff_centre w on w.centre_id = c.centre_id join accounts.staff s on s.id = w.staff_id and s.enabled
    )
    select h.id from c, here h
    where h.guards
       or not c.protected and 'CENTRE_MANAGER' = any (h.roles)
       or c.protected and not exists (select from here g where g.guards) and (
           h.id = coalesce(c.owner_id, c.opened_by)
           or exists (select from reintegration.cover v
                      where v.absent_id = c.owner_id and v.cover_id = h.id and v.centre_id = c.centre_id
                        and v.starts_at <= now() and v.ends_at > now()))
$$;
revoke execute on function reintegration.signs_of, reintegration.supervisors_of from public, portal_app;

-- Whether the reader decides on the strong signs a task asks about: a supervisor who has not screened the person, or one
-- besides whom nobody can. Who has decided may say more.
create function reintegration.decides_on_signs(asked uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog
    as $$
    select exists (
        select from reintegration.task t
        where t.id = asked and t.kind = 'STRONG_SCREENING' and t.centre_id = any (reintegration.my_centres())
          and (t.done_at is null or t.done_by = portal.reading_staff())
          and portal.reading_staff() in (select reintegration.supervisors_of(t.case_id))
          and (not exists (select from reintegration.screening s
                           where s.id in (select reintegration.signs_of(t.id)) and s.author_id = portal.reading_staff()
                             and (s.once = t.once or s.made_at >= t.created_at))
               or not exists (select from reintegration.supervisors_of(t.case_id) o where o <> portal.reading_staff())))
$$;

-- A decision is about what its task is about, by somebody who decides, and ends the task.
create function reintegration.place_decision() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    select t.centre_id, t.case_id, reintegration.signs_of(t.id) into new.centre_id, new.case_id, new.screening_id
    from reintegration.task t where t.id = new.task_id limit 1;
    if portal.reading_staff() is not null and not reintegration.decides_on_signs(new.task_id) then
        raise exception 'Somebody else decides' using errcode = '23514', constraint = 'decided_by_a_supervisor';
    end if;
    return new;
end $$;
create trigger signs_decision_place before insert on reintegration.signs_decision
    for each row execute function reintegration.place_decision();

create function reintegration.end_task_of_decision() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task set done_at = new.made_at, done_by = new.author_id, version = version + 1
    where id = new.task_id and done_at is null;
    return null;
end $$;
create trigger signs_decision_ends_task after insert on reintegration.signs_decision
    for each row execute function reintegration.end_task_of_decision();

-- What waits for supervisors is ended by them: strong signs by a decision, unless nothing is left to decide about. Whether a
-- partner may know because a life is at risk stays a question until somebody who decides that has answered it, or the partner
-- knows; whoever closes the case ends the others.
create function reintegration.keep_for_supervisors() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    if new.kind = 'STRONG_SCREENING'
       and exists (select from reintegration.signs_of(new.id))
       and not exists (select from reintegration.signs_decision d where d.task_id = new.id) then
        raise exception 'Strong signs wait for a decision' using errcode = '23514', constraint = 'ended_by_a_supervisor';
    end if;
    if new.kind = 'REFERRAL_DECISION'
       and exists (select from reintegration.referral r
                   where r.id = new.referral_id and r.vital_by is null and r.state in ('DRAFT', 'CANCELLED'))
       and not exists (
           select from accounts.staff s join accounts.staff_centre w on w.staff_id = s.id and w.centre_id = new.centre_id
           where s.id = new.done_by
             and ('CENTRE_MANAGER' = any (s.roles)
                  or exists (select from reintegration.focal_point f where f.centre_id = w.centre_id and f.staff_id = s.id))) then
        new.done_at := null;
        new.done_by := null;
    end if;
    return new;
end $$;
create trigger task_kept_for_supervisors before update of done_at on reintegration.task
    for each row when (old.done_at is null and new.done_at is not null and new.kind in ('STRONG_SCREENING', 'REFERRAL_DECISION'))
    execute function reintegration.keep_for_supervisors();

-- Once the partner is asked with the person's consent, nobody has to decide without it.
create function reintegration.end_question_of_referral() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task set done_at = new.state_since, version = version + 1
    where referral_id = new.id and kind = 'REFERRAL_DECISION' and done_at is null;
    return null;
end $$;
create trigger referral_ends_question after update of state on reintegration.referral
    for each row when (old.state = 'DRAFT' and new.state in ('SENT', 'ACCEPTED', 'SERVED'))
    execute function reintegration.end_question_of_referral();

-- Nothing is left to decide about once the screenings are forgotten.
create function reintegration.end_tasks_of_signs() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task t set done_at = now(), version = version + 1
    where t.case_id = old.case_id and t.kind = 'STRONG_SCREENING' and t.done_at is null
      and not exists (select from reintegration.signs_of(t.id));
    return null;
end $$;
create trigger screening_ends_tasks after delete on reintegration.screening
    for each row when (old.result = 'STRONG')
    execute function reintegration.end_tasks_of_signs();
