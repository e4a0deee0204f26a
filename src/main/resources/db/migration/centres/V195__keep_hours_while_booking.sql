-- Whoever looks for a free time in order to hold it, and whoever changes what decides the free times of a centre, wait for
-- each other: many may hold times of a centre at once, but nobody does while its days and hours are being changed. Both
-- keep the hours before they keep rows or diaries, so that nobody waits for somebody who waits in turn.
create function centres.hours_key(centre uuid) returns bigint
    language sql immutable
    as $$ select hashtextextended('centres.hours:' || centre::text, 0) $$;

-- For whoever changes them: until the end of the transaction nobody else does, and nobody holds a time.
create function centres.keep_settings(centre uuid) returns void
    language plpgsql set search_path = ''
    as $$
begin
    perform pg_advisory_xact_lock(centres.hours_key(centre));
end $$;

-- For whoever holds a time: until the end of the transaction nobody changes them. What is read afterwards is what counts.
create function centres.keep_hours(centre uuid) returns void
    language plpgsql set search_path = ''
    as $$
begin
    perform pg_advisory_xact_lock_shared(centres.hours_key(centre));
    perform set_config('portal.hours_kept', centre::text, true);
end $$;

create function centres.keep_settings_of_row() returns trigger
    language plpgsql set search_path = ''
    as $$
begin
    if tg_op = 'DELETE' then
        perform centres.keep_settings(old.centre_id);
        return old;
    end if;
    perform centres.keep_settings(new.centre_id);
    return new;
end $$;
create trigger closed_day_hours before insert or update or delete on centres.closed_day
    for each row execute function centres.keep_settings_of_row();
create trigger worked_holiday_hours before insert or update or delete on centres.worked_holiday
    for each row execute function centres.keep_settings_of_row();
