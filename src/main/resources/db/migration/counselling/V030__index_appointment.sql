-- A counsellor's talks around a day, whichever centre they are at; and answers that still wait to be forgotten.
create index appointment_counsellor_time on counselling.appointment (counsellor_id, starts_at)
    where state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED');
create index appointment_draft on counselling.appointment (held_until) where draft is not null;
