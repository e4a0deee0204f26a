-- That a partner was written to tells of the referral: members of staff see such a message where they may know of the referral.
create policy of_known_referrals on notifications.message as restrictive
    using (kind <> 'REFERRAL' or (select portal.reading_staff()) is null
        or (select l.id from reintegration.referral_link l where l.id = about) is not null);

-- Whoever answers for the case hears that the partner was not reached, and not only who happens to look at the list.
create function reintegration.tell_undelivered() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    insert into reintegration.task (id, version, centre_id, case_id, referral_id, kind, assignee_id, due_at, created_at, once)
    select uuidv7(), 0, r.centre_id, r.case_id, r.id, 'REFERRAL_UNDELIVERED', c.owner_id, now(), now(),
           md5('referral-link:' || l.id || ':undelivered')::uuid
    from reintegration.referral_link l
    join reintegration.referral r on r.id = l.referral_id
    join reintegration.case_file c on c.id = r.case_id
    where l.id = new.about and l.revoked_at is null
    on conflict (once) do nothing;
    return null;
end $$;
create trigger referral_undelivered after insert or update of state on notifications.message
    for each row when (new.kind = 'REFERRAL' and new.state = 'NOT_DELIVERED')
    execute function reintegration.tell_undelivered();
