alter table counselling.appointment
    add occasion            uuid,                            -- shared by the people of one group talk; null: a talk of one's own
    add place               int     not null default 0 check (place >= 0),   -- in the group, from 0
    add buffer_before       int     not null default 0 check (buffer_before between 0 and 120), -- minutes
    add buffer_after        int     not null default 0 check (buffer_after between 0 and 120),  -- minutes
    add overbooked_for      text    check (length(overbooked_for) between 1 and 300), -- the reason; null: not overbooked
    add awaits_confirmation boolean not null default false,  -- booked, and the centre has not said yes yet
    add booked_by           uuid    references accounts.staff;   -- null: by the person

-- A counsellor has one talk at a time; the people of a group talk share one occasion. Who is overbooked is so knowingly.
alter table counselling.appointment drop constraint appointment_slot_free;
alter table counselling.appointment add constraint appointment_slot_free
    exclude using gist (counsellor_id with =, (coalesce(occasion, id)) with <>, tstzrange(starts_at, ends_at) with &&)
    where (state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED') and overbooked_for is null);
-- A place of a group talk is given once.
create unique index appointment_place on counselling.appointment (occasion, place)
    where occasion is not null and overbooked_for is null
      and state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED');
create index appointment_unconfirmed on counselling.appointment (centre_id, starts_at)
    where awaits_confirmation and state = 'BOOKED';

-- What differs from portal.booking.* at a centre; a centre without a row has the portal's own rules.
create table counselling.booking_rules (
    centre_id              uuid primary key references centres.centre,
    minimum_notice_minutes int  not null check (minimum_notice_minutes between 0 and 20160),
    horizon_days           int  not null check (horizon_days between 1 and 365),
    hold_minutes           int  not null check (hold_minutes between 2 and 60),
    most_per_day           int  not null check (most_per_day between 1 and 20),     -- open bookings of one person on a day
    most_per_week          int  not null check (most_per_week between 1 and 50),    -- and in a week from Monday
    offer_minutes          int  not null check (offer_minutes between 10 and 2880)  -- how long the waiting list keeps a place
);
call portal.guard_by_centre('counselling.booking_rules');

-- A counsellor's hours on one day: beside the weekly ones, instead of them, or none at all.
create table counselling.hours_exception (
    id        uuid primary key,
    staff_id  uuid not null,
    centre_id uuid not null,
    day       date not null,                       -- in the centre's zone
    kind      text not null check (kind in ('EXTRA', 'INSTEAD', 'NONE')),
    starts    time,
    ends      time,                                -- 24:00 is the end of the day
    check ((kind = 'NONE') = (starts is null)),
    check ((starts is null) = (ends is null)),
    check (starts < ends),
    unique nulls not distinct (staff_id, centre_id, day, starts),
    foreign key (staff_id, centre_id) references counselling.counsellor
);
create index hours_exception_day on counselling.hours_exception (centre_id, day);
call portal.guard_by_centre('counselling.hours_exception');
