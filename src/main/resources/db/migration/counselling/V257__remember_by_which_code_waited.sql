-- The short code that led somebody to the waiting list: the booking made of an offer is counted to it. Not a reference, as
-- with appointments.
alter table counselling.waiting_line
    add column via text check (via ~ '^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{6}$');   -- null: came by none
