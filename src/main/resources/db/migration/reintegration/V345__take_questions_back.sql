-- A question to another centre is asked of those who may know of the case and as long as the person agrees. When either changes
-- the question is taken back; it can be asked anew.
create function reintegration.take_question_back() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    if tg_table_name = 'consent' then
        update reintegration.transfer t set state = 'WITHDRAWN', settled_at = now(), version = t.version + 1
        from reintegration.case_file c
        where c.id = t.case_id and t.state = 'OFFERED'
          and clients.survivor(c.client_id) = clients.survivor(new.client_id)
          and not clients.agreed(clients.survivor(c.client_id), 'SHARE_WITH_NETWORK', now());
    else
        update reintegration.transfer set state = 'WITHDRAWN', settled_at = now(), version = version + 1
        where case_id = new.id and state = 'OFFERED';
    end if;
    return null;
end $$;
create trigger protection_takes_question_back after update of protected on reintegration.case_file
    for each row when (new.protected and not old.protected)
    execute function reintegration.take_question_back();
create trigger withdrawal_takes_question_back after update of withdrawn_at on clients.consent
    for each row when (new.purpose = 'SHARE_WITH_NETWORK' and new.withdrawn_at is not null and old.withdrawn_at is null)
    execute function reintegration.take_question_back();

-- A task of a decision ends with the last of what its readers can see waiting: the task of a step few may know of with what was
-- asked for that step, the task of everybody with what everybody sees.
create or replace function reintegration.end_tasks_of_decisions() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    hidden uuid;
begin
    if tg_table_name = 'plan' then
        if not exists (select from reintegration.plan p where p.case_id = new.case_id and p.state = 'SUBMITTED') then
            update reintegration.task set done_at = now(), version = version + 1
            where case_id = new.case_id and kind = 'PLAN_WAITING' and done_at is null;
        end if;
        return null;
    end if;
    select a.id into hidden from reintegration.action a where a.id = new.action_id and a.sensitive;
    if not exists (select from reintegration.assistance s
                   left join reintegration.action a on a.id = s.action_id and a.sensitive
                   where s.case_id = new.case_id and s.state = 'REQUESTED' and a.id is not distinct from hidden) then
        update reintegration.task set done_at = now(), version = version + 1
        where case_id = new.case_id and kind = 'HELP_WAITING' and done_at is null and step_id is not distinct from hidden;
    end if;
    return null;
end $$;

-- Whoever has a place through a case that few know of waits in another case like everybody: "full" says the same to all.
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
    where course_id = new.course_id and state in ('ENROLLED', 'COMPLETED')
      and (tg_op = 'INSERT' or client_id <> new.client_id);
    if open_places is null or taken >= open_places then
        raise check_violation using
            constraint = 'course_places', schema = 'reintegration', table = 'enrolment',
            message = 'The course has no place left';
    end if;
    return new;
end $$;
