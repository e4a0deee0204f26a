-- Where somebody waits is looked for every minute; names whose time has come, every night.
create index registration_waiting on outreach.registration (session_id) where state = 'WAITING';
create index registration_named on outreach.registration (session_id)
    where name is not null or phone is not null or email is not null or person_key is not null;

-- Who holds places already may keep them, or give some back, also after the session got fewer places.
create or replace function outreach.keep_capacity() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
declare
    places int;
    taken  int;
begin
    if tg_op = 'UPDATE' then
        if old.state in ('OFFERED', 'REGISTERED') and new.people <= old.people and new.session_id = old.session_id then
            return new;
        end if;
    end if;
    select capacity into places from outreach.awareness_session where id = new.session_id for no key update;
    if places is null then
        return new;
    end if;
    select coalesce(sum(people), 0) into taken from outreach.registration
    where session_id = new.session_id and state in ('OFFERED', 'REGISTERED') and id <> new.id;
    if taken + new.people > places then
        raise check_violation using
            constraint = 'registration_capacity', schema = 'outreach', table = 'registration',
            message = 'The session has no such number of places left';
    end if;
    return new;
end $$;
