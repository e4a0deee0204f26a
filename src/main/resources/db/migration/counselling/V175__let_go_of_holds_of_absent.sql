-- Whatever enters an absence, nobody books a hold of that time afterwards: whoever is still answering questions keeps the
-- answers and gets another counsellor or other times, and a place kept for the waiting list passes on. Rows before
-- diaries, as whoever changes a hold does.
create or replace function counselling.keep_diary_of_absent() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
begin
    perform from counselling.appointment
    where counsellor_id = new.staff_id and state = 'HELD' and starts_at < new.ends_at and ends_at > new.starts_at
    order by id for update;
    perform counselling.keep_diaries(array[new.staff_id]);
    update counselling.appointment set state = 'EXPIRED', version = version + 1
    where counsellor_id = new.staff_id and state = 'HELD' and starts_at < new.ends_at and ends_at > new.starts_at;
    return new;
end $$;
