-- A counsellor's hours belong to what decides the free times of a centre; see V195.
create trigger working_hours_hours before insert or update or delete on counselling.working_hours
    for each row execute function centres.keep_settings_of_row();
create trigger hours_exception_hours before insert or update or delete on counselling.hours_exception
    for each row execute function centres.keep_settings_of_row();

-- Every time that somebody gets begins as a hold, and the application writes none without having kept the hours of its
-- centre. Who is overbooked is so knowingly.
create policy hours_kept on counselling.appointment as restrictive for insert
    with check (state <> 'HELD' or overbooked_for is not null
                or current_setting('portal.hours_kept', true) = centre_id::text);

-- Whoever books a hold has kept the hours before; whoever forgot to does so now, and at worst is in somebody's way.
create function counselling.keep_hours_of_booking() returns trigger
    language plpgsql set search_path = ''
    as $$
begin
    perform centres.keep_hours(new.centre_id);
    return new;
end $$;
create trigger appointment_hours before update of state on counselling.appointment
    for each row when (old.state = 'HELD' and new.state = 'BOOKED')
    execute function counselling.keep_hours_of_booking();
