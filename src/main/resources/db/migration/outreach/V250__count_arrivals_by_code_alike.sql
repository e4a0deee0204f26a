-- Registrations that came by a short code and stand, of sessions that were not cancelled. They are registrations, not
-- people: one may be for several. Whatever counts registrations back to a code counts these.
create view outreach.arrival with (security_invoker = true) as
    select r.centre_id, r.id as registration_id, r.via as code, r.joined_at
    from outreach.registration r
    join outreach.awareness_session s on s.id = r.session_id
    where r.via is not null and r.state = 'REGISTERED' and s.state <> 'CANCELLED';
