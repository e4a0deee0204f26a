-- Registrations that came by a short code, by the days they were made.
create index registration_arrival on outreach.registration (centre_id, joined_at) where via is not null;
