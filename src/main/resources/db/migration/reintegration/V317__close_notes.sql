-- An ordinary note is closed to all but the team: by its author, the case's owner or the focal point. Author and time stay;
-- that there was a note goes from the timeline, too. The words come sealed anew, for where they stand now.
create function reintegration.close_note(note uuid, subject text, sealed bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    n reintegration.case_note;
begin
    select w.* into n from reintegration.case_note w join reintegration.case_file c on c.id = w.case_id
    where w.id = note and w.centre_id = any (portal.visible_centres())
      and w.case_id <> all (reintegration.hidden_cases()) and w.case_id <> all (reintegration.unwritable_cases())
      and (w.author_id = portal.reading_staff() or c.owner_id = portal.reading_staff()
           or w.centre_id = any (reintegration.guarded_by_me()))
    for update of w;
    if not found then
        return false;
    end if;
    delete from reintegration.case_note where id = note;
    delete from reintegration.case_event where case_id = n.case_id and kind = 'NOTE_WRITTEN' and subject_id = note;
    insert into reintegration.restricted_note (id, centre_id, case_id, author_id, about, text, made_at, once)
    values (n.id, n.centre_id, n.case_id, n.author_id, subject, sealed, n.made_at, n.once);
    return true;
end $$;

-- Back again, by the focal point alone.
create function reintegration.open_note(note uuid, sealed bytea) returns boolean
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    n reintegration.restricted_note;
begin
    select w.* into n from reintegration.restricted_note w
    where w.id = note and w.centre_id = any (portal.visible_centres())
      and w.centre_id = any (reintegration.guarded_by_me())
    for update;
    if not found then
        return false;
    end if;
    delete from reintegration.restricted_note where id = note;
    insert into reintegration.case_note (id, centre_id, case_id, author_id, text, made_at, once)
    values (n.id, n.centre_id, n.case_id, n.author_id, sealed, n.made_at, n.once);
    insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id, staff_id)
    values (gen_random_uuid(), n.centre_id, n.case_id, n.made_at, 'NOTE_WRITTEN', n.id, n.author_id);
    return true;
end $$;
