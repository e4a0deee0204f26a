-- Nobody gets a time with a counsellor who is absent, however the booking and the absence race: both keep the diary first.
-- A talk on its way into the diary as a hold is then simply not written; one that is overbooked is so knowingly.
create function counselling.keep_away() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
begin
    perform counselling.keep_diaries(array[new.counsellor_id]);
    if exists (select from counselling.absence b
               where b.staff_id = new.counsellor_id and b.starts_at < new.ends_at and b.ends_at > new.starts_at) then
        return null;
    end if;
    return new;
end $$;
create trigger appointment_away before insert on counselling.appointment
    for each row when (new.state = 'HELD' and new.overbooked_for is null)
    execute function counselling.keep_away();

create function counselling.keep_diary_of_absent() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
begin
    perform counselling.keep_diaries(array[new.staff_id]);
    return new;
end $$;
create trigger absence_diary before insert or update on counselling.absence
    for each row execute function counselling.keep_diary_of_absent();
