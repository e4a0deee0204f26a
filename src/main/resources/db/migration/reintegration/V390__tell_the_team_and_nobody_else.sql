-- What somebody is told alone. That a case was taken from somebody who may not see it any more is told without the case, and
-- only of a protected one; and who has written what few may read is nobody else's business.
create policy told_alone on reintegration.task as restrictive
    using (not (kind = 'CASE_TAKEN_OVER' and case_id is null or kind = 'CASE_TAKEN_UP')
        or (select portal.reader()) = 'portal'
        or assignee_id = (select portal.reading_staff()) or created_by = (select portal.reading_staff()))
    with check (true);

-- Whoever takes a case that nobody has reads its restricted notes and screenings. Those who wrote them are told, and, where
-- there is such a note, whoever watches over protection at the centre.
create function reintegration.tell_who_wrote() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    insert into reintegration.task (id, version, centre_id, case_id, kind, assignee_id, due_at, created_by, created_at, once)
    select gen_random_uuid(), 0, new.centre_id, new.id, 'CASE_TAKEN_UP', w.who, now() + interval '1 day', new.owner_id, now(),
           gen_random_uuid()
    from (
        select n.author_id as who from reintegration.restricted_note n where n.case_id = new.id
        union
        select s.author_id from reintegration.screening s where s.case_id = new.id
        union
        select f.staff_id from reintegration.focal_point f
        where f.centre_id = new.centre_id
          and exists (select from reintegration.restricted_note n where n.case_id = new.id)
    ) w
    where w.who <> new.owner_id;
    return null;
end $$;
create trigger taking_tells_who_wrote after update of owner_id on reintegration.case_file
    for each row when (old.owner_id is null and new.owner_id is not null)
    execute function reintegration.tell_who_wrote();

-- What a closing ends of things that few may know of, the case's timeline says to those few.
create or replace function reintegration.end_sensitive_referrals() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    with ended as (
        update reintegration.referral set state = 'CANCELLED', state_since = new.closed_at, version = version + 1
        where case_id = new.id and sensitive and state in ('DRAFT', 'SENT', 'ACCEPTED')
        returning id
    ), links as (
        update reintegration.referral_link l set revoked_at = new.closed_at
        from ended e where l.referral_id = e.id and l.revoked_at is null
    ), told as (
        insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id, staff_id)
        select gen_random_uuid(), new.centre_id, new.id, new.closed_at, 'REFERRAL_CANCELLED', e.id, portal.reading_staff()
        from ended e
    )
    update reintegration.task t set done_at = new.closed_at, version = t.version + 1
    from ended e where t.referral_id = e.id and t.done_at is null;
    return null;
end $$;
create or replace function reintegration.end_sensitive_assistance() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    with ended as (
        update reintegration.assistance s set state = 'CANCELLED', version = s.version + 1
        from reintegration.action a
        where a.id = s.action_id and a.sensitive and s.case_id = new.id and s.state in ('REQUESTED', 'APPROVED')
        returning s.id
    )
    insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id, staff_id)
    select gen_random_uuid(), new.centre_id, new.id, new.closed_at, 'HELP_CANCELLED', e.id, portal.reading_staff()
    from ended e;
    return null;
end $$;

-- Nobody asks any more whether something hidden is unfinished: only those who see all of a case bring it to its end. Nor
-- whether somebody has a hidden place in a course: each case has a place of its own.
drop function reintegration.unfinished_unseen(uuid);
drop function reintegration.has_place(uuid, uuid);
