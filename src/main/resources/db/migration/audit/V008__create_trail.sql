create schema audit;

-- Who did what, and who read whom. The application can add through audit.record and nothing else.
create table audit.trail (
    id        bigint      generated always as identity primary key,
    at        timestamptz not null,
    actor_id  uuid,                      -- null: nobody signed in
    actor     text        not null,      -- user name, 'public' or 'system'
    action    text        not null,
    centre_id uuid,
    subject   text,                      -- 'client:<id>', 'appointment:<id>', …: an id, never a name
    detail    text
);
create index trail_centre on audit.trail (centre_id, at desc);
create index trail_subject on audit.trail (subject, at desc);
call portal.guard_by_centre('audit.trail');
revoke insert, update, delete on audit.trail from portal_app;

create function audit.record(at timestamptz, actor_id uuid, actor text, action text, centre_id uuid, subject text, detail text)
    returns void
    language sql security definer set search_path = ''
    as $$ insert into audit.trail (at, actor_id, actor, action, centre_id, subject, detail)
          values (at, actor_id, actor, action, centre_id, subject, detail) $$;

-- The data protection officer also reads entries that belong to no centre (sign-ins, refusals).
create function audit.without_centre(since timestamptz, most int)
    returns setof audit.trail
    language sql stable security definer set search_path = ''
    as $$ select * from audit.trail t where t.centre_id is null and t.at >= since order by t.id desc limit least(most, 200) $$;
