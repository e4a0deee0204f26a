-- A case that was opened for the wrong person, or twice, ends with a reason of its own. It is in no figure, and its content is
-- deleted soon.
alter table reintegration.closure drop constraint closure_reason_check;
alter table reintegration.closure add constraint closure_reason_check check (reason in (
    'PLAN_DONE', 'SELF_RELIANT', 'MIGRATED_AGAIN', 'LOST_CONTACT', 'WITHDREW', 'TRANSFERRED', 'DECEASED', 'OPENED_BY_MISTAKE'));

create index closure_mistaken on reintegration.closure (case_id) where reason = 'OPENED_BY_MISTAKE' and reopened_at is null;

-- Whether anything was approved, delivered, sent or heard in a case, as far as the reader may know of it: whoever closes a case
-- as a mistake works on it, and sees all of it.
create function reintegration.came_to_something(wanted uuid) returns boolean
    language sql stable set search_path = ''
    as $$
    select exists (select from reintegration.plan p where p.case_id = wanted and p.first_approved_at is not null)
        or exists (select from reintegration.assistance a
                   where a.case_id = wanted and a.decided_at is not null and a.state <> 'REFUSED')
        or exists (select from reintegration.correction k where k.case_id = wanted)
        or exists (select from reintegration.referral r where r.case_id = wanted and r.sent_at is not null)
        or exists (select from reintegration.step_link l where l.case_id = wanted)
        or exists (select from reintegration.transfer t where t.case_id = wanted)
        or exists (select from reintegration.course_attendance d where d.case_id = wanted)
        or exists (select from reintegration.enrolment e where e.case_id = wanted and e.state in ('COMPLETED', 'LEFT'))
        or exists (select from reintegration.follow_up_attempt f
                   where f.case_id = wanted and f.undone_at is null and f.result in ('REACHED', 'LATER'))
$$;

create function reintegration.keep_mistakes_true() returns trigger
    language plpgsql set search_path = ''
    as $$
begin
    if reintegration.came_to_something(new.case_id) then
        raise check_violation using
            constraint = 'closure_of_nothing', schema = 'reintegration', table = 'closure',
            message = 'What somebody got something from was not opened by mistake';
    end if;
    return null;
end $$;
create constraint trigger closure_of_nothing
    after insert or update of reason on reintegration.closure
    for each row when (new.reason = 'OPENED_BY_MISTAKE')
    execute function reintegration.keep_mistakes_true();

-- Cases opened by mistake are not among those that are kept for their team either.
create or replace function reintegration.kept_cases(at timestamptz) returns table (centre_id uuid, number bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
    select c.centre_id, count(*)
    from reintegration.case_file c
    where c.protected and c.centre_id = any (portal.visible_centres()) and c.opened_at < at
      and not exists (select from reintegration.closure k
                      where k.case_id = c.id and k.closed_at < at and (k.reopened_at is null or k.reopened_at >= at))
      and not exists (select from reintegration.closure k
                      where k.case_id = c.id and k.reason = 'OPENED_BY_MISTAKE' and k.reopened_at is null)
    group by c.centre_id
$$;
