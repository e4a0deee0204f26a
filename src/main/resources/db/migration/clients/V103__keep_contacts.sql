-- Whoever counts what a person has already keeps the person's telephone number and address until the end of the
-- transaction: two bookings of one person made at once are counted one after the other.
create function clients.keep_contacts(client uuid) returns void
    language plpgsql set search_path = ''
    as $$
declare
    known record;
begin
    select phone_hash, email_hash into known from clients.identity where client_id = client and name_key is not null;
    if known.phone_hash is not null then
        perform pg_advisory_xact_lock(hashtextextended('clients.phone:' || encode(known.phone_hash, 'hex'), 0));
    end if;
    if known.email_hash is not null then
        perform pg_advisory_xact_lock(hashtextextended('clients.email:' || encode(known.email_hash, 'hex'), 0));
    end if;
end $$;
