-- What a partner is asked by link is called by a reference of its own: the case's opens the client's plan.
alter table reintegration.step_link
    add column reference text not null unique default reintegration.any_reference()
        check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$');
comment on column reintegration.step_link.reference is 'what the centre and the partner call the question by; it opens nothing';

-- A link asks one partner for one thing: as soon as the step says something else, or is somebody else's, its links have ended.
create function reintegration.end_step_links() returns trigger
    language plpgsql
    as $$
begin
    update reintegration.step_link set expires_at = now() where action_id = new.id and expires_at > now();
    return null;
end $$;
create trigger links_end after update on reintegration.action
    for each row when ((new.text, new.partner_id) is distinct from (old.text, old.partner_id))
    execute function reintegration.end_step_links();
