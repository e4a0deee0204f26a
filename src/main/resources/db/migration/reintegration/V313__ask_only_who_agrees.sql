-- Whoever takes back the consent to be asked later is not asked: what is due is cancelled at once, also in cases that
-- whoever writes it down may not know of.
create function reintegration.cancel_follow_ups() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    if not clients.agreed(clients.survivor(new.client_id), 'FOLLOW_UP', now()) then
        with cancelled as (
            update reintegration.follow_up f set state = 'CANCELLED', settled_at = now(), version = f.version + 1
            where f.state = 'DUE' and f.client_id in (select clients.same_person(new.client_id))
            returning f.id, f.centre_id, f.case_id
        )
        insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id)
        select gen_random_uuid(), c.centre_id, c.case_id, now(), 'FOLLOW_UP_CANCELLED', c.id from cancelled c;
    end if;
    return null;
end $$;
create trigger consent_ends_follow_ups after update of withdrawn_at on clients.consent
    for each row when (new.purpose = 'FOLLOW_UP' and new.withdrawn_at is not null and old.withdrawn_at is null)
    execute function reintegration.cancel_follow_ups();
