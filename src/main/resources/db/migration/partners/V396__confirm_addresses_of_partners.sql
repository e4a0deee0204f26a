-- Links that show what a partner is told go to its e-mail address. Another address goes nowhere until somebody else than who
-- typed it has confirmed it, so that nobody alone redirects what is told of people.
alter table partners.partner
    add column email_new text,
    add column email_new_by uuid references accounts.staff,
    add constraint partner_email_new check ((email_new is null) = (email_new_by is null));
comment on column partners.partner.email is 'where links to answer a referral go; confirmed by somebody else than who typed it';
comment on column partners.partner.email_new is 'an address that waits for somebody else to confirm it; nothing goes there yet';
comment on column partners.partner.email_new_by is 'who typed it, and may not confirm it';

create function partners.keep_confirmed_address() returns trigger
    language plpgsql
    as $$
begin
    if old.email_new is distinct from new.email or new.verified_by is null or new.verified_by = old.email_new_by then
        raise check_violation using
            constraint = 'partner_email_confirmed', schema = 'partners', table = 'partner',
            message = 'Somebody else has to confirm the address';
    end if;
    return new;
end $$;
create trigger partner_address_confirmed before update of email on partners.partner
    for each row when (new.email is not null and new.email is distinct from old.email)
    execute function partners.keep_confirmed_address();
