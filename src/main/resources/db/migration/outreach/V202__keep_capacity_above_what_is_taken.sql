-- A session never has fewer places than people have taken, however a change and the registrations race: the change holds the
-- session's row, for which whoever takes places waits. Both are of one centre, so whoever changes the one sees the other.
create function outreach.keep_places() returns trigger
    language plpgsql set search_path = ''
    as $$
begin
    if new.capacity < (select sum(people) from outreach.registration
                       where session_id = new.id and state in ('OFFERED', 'REGISTERED')) then
        raise check_violation using
            constraint = 'awareness_session_places', schema = 'outreach', table = 'awareness_session',
            message = 'More people have taken places than the session would have';
    end if;
    return new;
end $$;
create trigger awareness_session_places
    before update of capacity on outreach.awareness_session
    for each row when (new.capacity is not null and new.capacity is distinct from old.capacity)
    execute function outreach.keep_places();
