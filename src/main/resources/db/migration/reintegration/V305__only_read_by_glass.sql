-- Broken glass is for reading: in a protected case that nothing else opens to the reader, nothing is written, changed or
-- deleted, except the record of the reading itself. Ids only, and only to keep them out: policies alone use it, and the list
-- of what a manager can hand over.
create function reintegration.unwritable_cases() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(c.id), '{}') from reintegration.case_file c
    where c.protected and c.centre_id = any ((select portal.visible_centres())::uuid[])
      and (select portal.reader()) is distinct from 'portal'
      and c.centre_id <> all ((select reintegration.guarded_by_me())::uuid[])
      and c.id <> all ((select reintegration.worked_on_by_me())::uuid[])
$$;

-- For tables with a case_id: in scope, and not of a case that is hidden from the reader; written by those alone who would
-- see the case without breaking the glass.
create or replace procedure reintegration.guard_by_case(guarded regclass, case_column text default 'case_id')
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('drop policy if exists scope on %s', guarded);
    execute format(
        'create policy scope on %1$s using (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and (%2$I is null or %2$I <> all ((select reintegration.hidden_cases())::uuid[])))'
        ' with check (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and (%2$I is null or %2$I <> all ((select reintegration.unwritable_cases())::uuid[])))', guarded, case_column);
    execute format('drop policy if exists not_changed_by_glass on %s', guarded);
    execute format(
        'create policy not_changed_by_glass on %1$s as restrictive for update'
        ' using (%2$I is null or %2$I <> all ((select reintegration.unwritable_cases())::uuid[]))', guarded, case_column);
    execute format('drop policy if exists not_deleted_by_glass on %s', guarded);
    execute format(
        'create policy not_deleted_by_glass on %1$s as restrictive for delete'
        ' using (%2$I is null or %2$I <> all ((select reintegration.unwritable_cases())::uuid[]))', guarded, case_column);
end $$;

-- The same for what only the author (column author_id), the team and the focal point may see; glass changes none of it in
-- an ordinary case either. Nobody writes in another's name.
create or replace procedure reintegration.guard_restricted(guarded regclass)
    language plpgsql
    as $$
declare
    own text := '(select portal.reader()) = ''portal'' or case_id <> all ((select reintegration.unwritable_cases())::uuid[])'
        ' and (author_id = (select portal.reading_staff())'
        ' or case_id = any ((select reintegration.worked_on_by_me())::uuid[])'
        ' or centre_id = any ((select reintegration.guarded_by_me())::uuid[]))';
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('drop policy if exists scope on %s', guarded);
    execute format(
        'create policy scope on %s using (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and ((select portal.reader()) = ''portal'' or author_id = (select portal.reading_staff())'
        ' or case_id = any ((select reintegration.opened_to_me())::uuid[])'
        ' or centre_id = any ((select reintegration.guarded_by_me())::uuid[])))'
        ' with check (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and ((select portal.reader()) = ''portal'' or author_id = (select portal.reading_staff())'
        ' and case_id <> all ((select reintegration.unwritable_cases())::uuid[])))', guarded);
    execute format('drop policy if exists not_changed_by_glass on %s', guarded);
    execute format('create policy not_changed_by_glass on %s as restrictive for update using (%s)', guarded, own);
    execute format('drop policy if exists not_deleted_by_glass on %s', guarded);
    execute format('create policy not_deleted_by_glass on %s as restrictive for delete using (%s)', guarded, own);
end $$;

do $$
declare guarded record;
begin
    for guarded in
        select (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass as name, tablename, qual
        from pg_policies where policyname = 'scope' and schemaname = 'reintegration'
    loop
        if guarded.tablename = 'case_file' then
            call reintegration.guard_by_case(guarded.name, 'id');
        elsif guarded.qual like '%opened_to_me%' then
            call reintegration.guard_restricted(guarded.name);
        elsif guarded.qual like '%case_id%hidden_cases%' then
            call reintegration.guard_by_case(guarded.name);
        end if;
    end loop;
end $$;

-- That somebody looked is written down whoever looked.
alter policy scope on reintegration.case_view
    with check (centre_id = any ((select portal.visible_centres())::uuid[])
        and case_id <> all ((select reintegration.hidden_cases())::uuid[]));
