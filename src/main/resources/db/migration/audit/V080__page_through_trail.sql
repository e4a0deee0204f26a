-- The trail is read a page at a time, newest first.
create index trail_at on audit.trail (at desc, id desc);

-- Entries that belong to no centre (sign-ins, refusals) are under no policy that shows them; the data protection officer
-- reads them through this function: a page of at most 1,000 before a known entry.
drop function audit.without_centre(timestamptz, int);
create function audit.without_centre(since timestamptz, until timestamptz, wanted_action text, wanted_subject text,
                                     before_at timestamptz, before_id bigint, most int)
    returns setof audit.trail
    language sql stable security definer set search_path = ''
    as $$
    select * from audit.trail t
    where t.centre_id is null
      and t.at >= coalesce(since, '-infinity') and t.at < coalesce(until, 'infinity')
      and (wanted_action is null or t.action = wanted_action)
      and (wanted_subject is null or t.subject = wanted_subject)
      and (t.at, t.id) < (coalesce(before_at, 'infinity'), coalesce(before_id, 0))
    order by t.at desc, t.id desc
    limit least(most, 1000)
$$;
