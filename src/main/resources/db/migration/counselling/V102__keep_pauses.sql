-- Whoever is about to change diaries keeps them until the end of the transaction, in one order for everybody, so that
-- two who need the same ones wait for each other instead of failing each other.
create function counselling.keep_diaries(counsellors uuid[]) returns void
    language plpgsql set search_path = ''
    as $$
declare
    one uuid;
begin
    for one in select distinct c from unnest(counsellors) c order by c loop
        perform pg_advisory_xact_lock(hashtextextended('counselling.diary:' || one, 0));
    end loop;
end $$;

-- The pauses around a talk hold however the bookings race: of two pauses between two talks the longer one counts. A talk
-- on its way into the diary as a hold is then simply not written; any other change is refused. Overbooked talks are
-- exempt, and so is what is written down when it is over.
create function counselling.keep_pauses() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
declare
    other record;
begin
    if tg_op = 'UPDATE' and old.overbooked_for is null
       and old.state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED')
       and (old.counsellor_id, old.starts_at, old.ends_at, old.buffer_before, old.buffer_after, old.occasion)
           is not distinct from
           (new.counsellor_id, new.starts_at, new.ends_at, new.buffer_before, new.buffer_after, new.occasion) then
        return new;
    end if;
    perform counselling.keep_diaries(array[new.counsellor_id]);
    select a.starts_at < new.ends_at and new.starts_at < a.ends_at as collides into other
    from counselling.appointment a
    where a.counsellor_id = new.counsellor_id and a.id <> new.id
      and a.state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED') and a.overbooked_for is null
      and coalesce(a.occasion, a.id) <> coalesce(new.occasion, new.id)
      -- no pause is longer than two hours: the index of the exclusion constraint finds what may be near
      and tstzrange(a.starts_at, a.ends_at)
          && tstzrange(new.starts_at - interval '2 hours', new.ends_at + interval '2 hours')
      and a.starts_at < new.ends_at + make_interval(mins => greatest(new.buffer_after, a.buffer_before))
      and new.starts_at < a.ends_at + make_interval(mins => greatest(a.buffer_after, new.buffer_before))
    order by collides desc
    limit 1;
    if not found then
        return new;
    end if;
    if tg_op = 'INSERT' and new.state = 'HELD' then
        return null;
    end if;
    raise exclusion_violation using
        constraint = case when other.collides then 'appointment_slot_free' else 'appointment_pause' end,
        schema = 'counselling',
        table = 'appointment',
        message = 'The counsellor has another talk then, or a pause before or after one';
end $$;

create trigger appointment_pause
    before insert or update of state, counsellor_id, starts_at, ends_at, buffer_before, buffer_after, occasion,
                               overbooked_for
    on counselling.appointment
    for each row when (new.state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION') and new.overbooked_for is null)
    execute function counselling.keep_pauses();
