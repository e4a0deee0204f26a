-- The short code that led somebody to a booking, as on a leaflet. Not a reference: codes are another module's.
alter table counselling.appointment
    add column via text check (via ~ '^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{6}$');   -- null: came by none
create index appointment_via on counselling.appointment (via) where via is not null;
