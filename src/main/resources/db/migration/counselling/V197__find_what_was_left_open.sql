-- Visits whose people came, or whose talk began, and of which nobody has said how they ended: few at any time.
create index appointment_left_open on counselling.appointment (centre_id, starts_at)
    where state in ('ARRIVED', 'IN_SESSION');
