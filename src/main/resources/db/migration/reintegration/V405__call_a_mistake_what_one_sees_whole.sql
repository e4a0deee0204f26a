-- That a case was opened by mistake is said by whoever sees all of it: who works on it, or watches over protection at the centre.
-- Strong signs and what few may read came of it as well.
create or replace function reintegration.came_to_something(wanted uuid) returns boolean
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
        or exists (select from reintegration.screening s where s.case_id = wanted and s.result = 'STRONG')
        or exists (select from reintegration.restricted_note n where n.case_id = wanted)
$$;

-- Looks at all there is, and tells nothing of it to whoever does not see all.
create or replace function reintegration.keep_mistakes_true() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
begin
    if portal.reading_staff() is not null
       and not (new.case_id = any (reintegration.worked_on_by_me()) or new.centre_id = any (reintegration.guarded_by_me())) then
        raise check_violation using
            constraint = 'closure_seen_whole', schema = 'reintegration', table = 'closure',
            message = 'Of a mistake speaks whoever sees all of the case';
    end if;
    if reintegration.came_to_something(new.case_id) then
        raise check_violation using
            constraint = 'closure_of_nothing', schema = 'reintegration', table = 'closure',
            message = 'What somebody got something from was not opened by mistake';
    end if;
    return null;
end $$;
