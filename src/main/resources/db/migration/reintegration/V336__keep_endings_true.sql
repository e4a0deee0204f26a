-- A case is closed because contact was lost only after three attempts in vain since anybody of it was last reached, the first of
-- them 60 days before, by the centre's calendar.
create function reintegration.keep_lost_contact_true() returns trigger
    language plpgsql set search_path = ''
    as $$
declare
    place text;
    tries int;
    first date;
begin
    select zone into place from centres.centre where id = new.centre_id;
    select count(*), min((a.at at time zone place)::date) into tries, first
    from reintegration.follow_up_attempt a
    where a.case_id = new.case_id and a.undone_at is null and a.result in ('NO_ANSWER', 'WRONG_NUMBER')
      and not exists (
          select from reintegration.follow_up_attempt r
          where r.case_id = new.case_id and r.undone_at is null and r.result in ('REACHED', 'LATER')
            and (r.at, r.id) > (a.at, a.id));
    if tries < 3 or first > (new.closed_at at time zone place)::date - 60 then
        raise check_violation using
            constraint = 'closure_tried', schema = 'reintegration', table = 'closure',
            message = 'Contact is lost only after three attempts over 60 days';
    end if;
    return null;
end $$;
create constraint trigger closure_tried
    after insert or update of reason on reintegration.closure
    for each row when (new.reason = 'LOST_CONTACT')
    execute function reintegration.keep_lost_contact_true();

-- When the content of a case is deleted, nobody of it is asked any more, and nothing is told into it.
create function reintegration.end_follow_ups_of_emptied() returns trigger
    language plpgsql set search_path = pg_catalog
    as $$
begin
    update reintegration.follow_up set state = 'CANCELLED', settled_at = new.emptied_at, next_at = null, version = version + 1
    where case_id = new.id and state = 'DUE';
    return null;
end $$;
create trigger case_file_ends_follow_ups
    after update of emptied_at on reintegration.case_file
    for each row when (new.emptied_at is not null and old.emptied_at is null)
    execute function reintegration.end_follow_ups_of_emptied();
create trigger stays_empty before insert on reintegration.tracer
    for each row execute function reintegration.keep_empty();
create trigger stays_empty before insert on reintegration.follow_up
    for each row execute function reintegration.keep_empty();
