alter table counselling.appointment
    add unsettled_since  timestamptz,   -- the centre cannot keep the time and has asked the person to choose another; null: it can
    add cancelled_reason text check (length(cancelled_reason) between 1 and 300);   -- what staff wrote down; null: nothing

-- Nobody but a member of staff overbooks: no public page states who booked.
alter table counselling.appointment add constraint appointment_overbooked_by_staff
    check (overbooked_for is null or booked_by is not null);

create index appointment_unsettled on counselling.appointment (centre_id, starts_at)
    where unsettled_since is not null and state = 'BOOKED';
