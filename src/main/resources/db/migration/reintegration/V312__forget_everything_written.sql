-- Everything that is written about people in casework, in one place: for who asks to be forgotten, and for cases that were
-- closed long ago. What is counted stays: kinds, states, days, what was bought, costs, scores, codes. Of these cases
-- everything goes; of these people also what stands in the cases of others, such as their household's.
create function reintegration.forget_content(cases uuid[], people uuid[]) returns void
    language plpgsql set search_path = pg_catalog
    as $$
begin
    delete from reintegration.case_note where case_id = any (cases);
    delete from reintegration.restricted_note where case_id = any (cases);
    delete from reintegration.screening where case_id = any (cases);
    update reintegration.household_member set name = null, version = version + 1
    where name is not null and (case_id = any (cases) or client_id = any (people));

    update reintegration.assessment_section s set words = null
    from reintegration.assessment a
    where a.id = s.assessment_id and (a.case_id = any (cases) or a.client_id = any (people));
    delete from reintegration.assessment_answer s using reintegration.assessment a
    where a.id = s.assessment_id and (a.case_id = any (cases) or a.client_id = any (people));
    update reintegration.assessment_score s set answers = '{}'
    from reintegration.assessment a
    where a.id = s.assessment_id and (a.case_id = any (cases) or a.client_id = any (people));

    update reintegration.goal set text = '–', note = null, version = version + 1 where case_id = any (cases);
    update reintegration.action set text = '–', note = null, version = version + 1 where case_id = any (cases);
    update reintegration.plan set sent_back_note = null, version = version + 1
    where case_id = any (cases) and sent_back_note is not null;
    update reintegration.plan_change set about = null, changes = '[]' where case_id = any (cases);
    update reintegration.step_word set reason = null where case_id = any (cases);
    delete from reintegration.step_link where case_id = any (cases);
    delete from reintegration.plan_visit where case_id = any (cases);

    update reintegration.assistance
    set decision_note = null, delivery_note = null, close_reason = null, cash_reason = left(cash_reason, 0),
        fewer_reason = left(fewer_reason, 0), version = version + 1
    where case_id = any (cases);
    delete from reintegration.evidence where case_id = any (cases);

    update reintegration.referral
    set shared = '{}', called = null, message = null, vital_reason = null, answer = null, version = version + 1
    where case_id = any (cases) or client_id = any (people);
    update reintegration.referral_link l set revoked_at = now()
    from reintegration.referral r
    where r.id = l.referral_id and l.revoked_at is null and (r.case_id = any (cases) or r.client_id = any (people));
    delete from reintegration.transfer where case_id = any (cases);
    delete from reintegration.arrival where case_id = any (cases);

    update reintegration.tracer t set answers = '{}'
    from reintegration.follow_up f
    where f.id = t.follow_up_id and (f.case_id = any (cases) or f.client_id = any (people));
    update reintegration.task set text = null, version = version + 1 where case_id = any (cases) and text is not null;
    update reintegration.closure set outcome = null, reopened_why = null where case_id = any (cases);
    update reintegration.broken_glass set reason = repeat('–', 10) where client_id = any (people);
    update reintegration.case_file set code_hash = null, flags = '{}', version = version + 1 where id = any (cases);

    insert into reintegration.case_event (id, centre_id, case_id, at, kind)
    select gen_random_uuid(), c.centre_id, c.id, now(), 'FORGOTTEN' from reintegration.case_file c where c.id = any (cases);
end $$;
revoke execute on function reintegration.forget_content from public, portal_app;

drop trigger case_event_forgets_referrals on reintegration.case_event;
drop function reintegration.forget_referrals();

-- Who a client is has been deleted because the person asked for it: what staff wrote about the person goes, also from cases
-- that whoever carries out the request may not know of, and from those that a merge has left with another record.
create or replace function reintegration.forget_person(person uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    people uuid[] := array(
        select k.id from clients.client k
        where k.id in (select clients.same_person(person)) and k.centre_id = any (portal.visible_centres()));
begin
    perform reintegration.forget_content(
        array(select c.id from reintegration.case_file c
              where c.client_id = any (people) and c.centre_id = any (portal.visible_centres())),
        people);
end $$;

-- Empties one case that was closed by then and has not been emptied; for the portal's own work alone.
create function reintegration.empty_case(file uuid, closed_by_then timestamptz, at timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    perform from reintegration.case_file c
    where c.id = file and c.closed_at <= closed_by_then and c.emptied_at is null
      and c.centre_id = any (portal.visible_centres()) and portal.reader() = 'portal'
    for update;
    if not found then
        return false;
    end if;
    perform reintegration.forget_content(array[file], '{}');
    delete from reintegration.case_view where case_id = file;
    update reintegration.broken_glass g set reason = repeat('–', 10)
    from reintegration.case_file c
    where c.id = file and g.client_id in (select clients.same_person(c.client_id)) and g.centre_id = c.centre_id
      and g.opened_at <= c.closed_at;
    update reintegration.case_file set encounter_id = null, emptied_at = at, version = version + 1 where id = file;
    return true;
end $$;
