-- Figures of months that are over are kept as totals: a year of a million contacts is then read from some ten thousand
-- rows. They are never wrong: a change to a record of a closed month opens it, and all later months, in the same
-- transaction. Totals of months that are not closed are leftovers and never read.
create table counselling.month_figure (
    centre_id uuid not null references centres.centre,
    month     date not null check (extract(day from month) = 1),      -- in the centre's zone
    dimension text not null,        -- as the figures call it; WAIT: days to a tenth; PERSON: the month of the person's contact before
    value     text not null,        -- empty: nothing was said
    number    int  not null check (number > 0),
    primary key (centre_id, month, dimension, value)
);
create table counselling.month_closing (
    centre_id     uuid primary key references centres.centre,
    closed_before date not null check (extract(day from closed_before) = 1)
);
call portal.guard_by_centre('counselling.month_figure');
call portal.guard_by_centre('counselling.month_closing');

-- Whoever closes months of a centre holds this lock alone, whoever changes its records shares it: so a record is either
-- counted or opens its month.
create function counselling.closing_lock(centre uuid) returns bigint
    language sql immutable parallel safe
    as $$ select hashtextextended('month_closing', 0) # ('x' || right(replace(centre::text, '-', ''), 16))::bit(64)::bigint $$;

create function counselling.open_months(centres uuid[], earliest timestamptz[]) returns void
    language plpgsql
    as $$
begin
    perform pg_advisory_xact_lock_shared(counselling.closing_lock(centre))
    from (select distinct centre from unnest(centres) centre order by centre) c;
    update counselling.month_closing m
    set closed_before = date_trunc('month', changed.at at time zone z.zone)
    from (select c.centre_id, min(c.at) as at from unnest(centres, earliest) c (centre_id, at) group by c.centre_id) changed
    join centres.centre z on z.id = changed.centre_id
    where m.centre_id = changed.centre_id and m.closed_before > date_trunc('month', changed.at at time zone z.zone);
end $$;

create function counselling.consultations_changed() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'INSERT' then
        perform counselling.open_months(array_agg(centre_id), array_agg(started_at)) from new_rows having count(*) > 0;
    elsif tg_op = 'DELETE' then
        perform counselling.open_months(array_agg(centre_id), array_agg(started_at)) from old_rows having count(*) > 0;
    else
        perform counselling.open_months(array_agg(centre_id), array_agg(started_at))
        from (select centre_id, started_at from new_rows union all select centre_id, started_at from old_rows) changed
        having count(*) > 0;
    end if;
    return null;
end $$;
create trigger consultation_added after insert on counselling.consultation referencing new table as new_rows
    for each statement execute function counselling.consultations_changed();
create trigger consultation_removed after delete on counselling.consultation referencing old table as old_rows
    for each statement execute function counselling.consultations_changed();
create trigger consultation_changed after update on counselling.consultation
    referencing new table as new_rows old table as old_rows
    for each statement execute function counselling.consultations_changed();

create function counselling.appointments_changed() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'INSERT' then
        perform counselling.open_months(array_agg(centre_id), array_agg(starts_at)) from new_rows having count(*) > 0;
    elsif tg_op = 'DELETE' then
        perform counselling.open_months(array_agg(centre_id), array_agg(starts_at)) from old_rows having count(*) > 0;
    else
        perform counselling.open_months(array_agg(centre_id), array_agg(starts_at))
        from (select centre_id, starts_at from new_rows union all select centre_id, starts_at from old_rows) changed
        having count(*) > 0;
    end if;
    return null;
end $$;
create trigger appointment_added after insert on counselling.appointment referencing new table as new_rows
    for each statement execute function counselling.appointments_changed();
create trigger appointment_removed after delete on counselling.appointment referencing old table as old_rows
    for each statement execute function counselling.appointments_changed();
create trigger appointment_changed after update on counselling.appointment
    referencing new table as new_rows old table as old_rows
    for each statement execute function counselling.appointments_changed();
