-- Who a client is has been deleted because the person asked for it: what staff wrote about the person goes, also from cases
-- that whoever carries out the request may not know of. It says nothing, and forgets nothing but texts: what was agreed,
-- approved, paid and delivered stays countable.
create or replace function reintegration.forget_person(person uuid) returns void
    language sql security definer set search_path = pg_catalog
    as $$
    with forgotten as (
        select c.id, c.centre_id from reintegration.case_file c
        where c.client_id = person and c.centre_id = any (portal.visible_centres())
    ), notes as (
        delete from reintegration.case_note n using forgotten f where n.case_id = f.id
    ), restricted as (
        delete from reintegration.restricted_note n using forgotten f where n.case_id = f.id
    ), outcomes as (
        update reintegration.closure k set outcome = null from forgotten f where k.case_id = f.id
    ), relatives as (
        update reintegration.household_member m set name = null, version = m.version + 1 from forgotten f where m.case_id = f.id
    ), goals as (
        update reintegration.goal g set text = '–', note = null, version = g.version + 1 from forgotten f where g.case_id = f.id
    ), steps as (
        update reintegration.action a set text = '–', note = null, version = a.version + 1 from forgotten f where a.case_id = f.id
    ), changes as (
        update reintegration.plan_change p set about = null, changes = '[]' from forgotten f where p.case_id = f.id
    ), words as (
        update reintegration.step_word w set reason = null from forgotten f where w.case_id = f.id
    ), visits as (
        delete from reintegration.plan_visit v using forgotten f where v.case_id = f.id
    ), codes as (
        update reintegration.case_file c set code_hash = null from forgotten f where c.id = f.id
    ), reasons as (
        update reintegration.assistance h
        set cash_reason = case when h.cash_reason is not null then '–' end,
            fewer_reason = case when h.fewer_reason is not null then '–' end,
            decision_note = null, delivery_note = null, close_reason = null, version = h.version + 1
        from forgotten f where h.case_id = f.id
    ), papers as (
        delete from reintegration.evidence e using forgotten f where e.case_id = f.id
    )
    insert into reintegration.case_event (id, centre_id, case_id, at, kind)
    select gen_random_uuid(), f.centre_id, f.id, now(), 'FORGOTTEN' from forgotten f
$$;
