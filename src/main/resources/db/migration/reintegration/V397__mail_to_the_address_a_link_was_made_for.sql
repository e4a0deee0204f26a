-- A link is mailed to the address it was made for, and nowhere once the partner has another.
alter table reintegration.referral_link add column mailed_to text;
comment on column reintegration.referral_link.mailed_to is 'the address of the partner for which the link was made; null: it is not mailed';
update reintegration.referral_link l set mailed_to = p.email
from reintegration.referral r join partners.partner p on p.id = r.partner_id
where r.id = l.referral_id and l.mailed and l.revoked_at is null;

-- Whoever answers for an open referral hears that the way to its partner has changed: who changed it may not know of it.
create function reintegration.tell_of_contact() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    insert into reintegration.task (id, version, centre_id, case_id, referral_id, kind, assignee_id, due_at, created_at, once)
    select uuidv7(), 0, r.centre_id, r.case_id, r.id, 'REFERRAL_CONTACT', c.owner_id, now() + interval '1 day', now(),
           md5('referral:' || r.id || ':contact:' || new.version)::uuid
    from reintegration.referral r
    join reintegration.case_file c on c.id = r.case_id
    where r.partner_id = new.id and r.state in ('DRAFT', 'SENT', 'ACCEPTED')
      and c.owner_id is distinct from portal.reading_staff()
      and not exists (select from reintegration.task t
                      where t.referral_id = r.id and t.kind = 'REFERRAL_CONTACT' and t.done_at is null)
    on conflict (once) do nothing;
    return null;
end $$;
create trigger partner_contact_changed after update of phone, email, email_new on partners.partner
    for each row when (new.phone is distinct from old.phone or new.email is distinct from old.email
        or new.email_new is not null and new.email_new is distinct from old.email_new)
    execute function reintegration.tell_of_contact();
