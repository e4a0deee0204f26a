-- What was noted of the wrong person, or by mistake, is taken back with a reason. The answers go; that they were there stays.
alter table reintegration.correction drop constraint correction_kind_check;
-- Of TALK, the subject is the follow-up.
alter table reintegration.correction add constraint correction_kind_check check (kind in ('DELIVERY', 'ANSWER', 'TALK'));

-- The follow-up whose talk has planned this one; null: planned by itself.
alter table reintegration.follow_up add planned_after uuid references reintegration.follow_up on delete set null;
create index follow_up_planned_after on reintegration.follow_up (planned_after) where planned_after is not null;

-- A talk is taken back whole: nothing that was told remains, nobody counts as reached by it, and no case was closed since then.
create function reintegration.keep_taken_back_whole() returns trigger
    language plpgsql set search_path = ''
    as $$
begin
    if old.state <> 'DONE' or new.state not in ('DUE', 'CANCELLED')
        or exists (select from reintegration.tracer t where t.follow_up_id = new.id)
        or exists (select from reintegration.follow_up_attempt a
                   where a.follow_up_id = new.id and a.undone_at is null and a.result = 'REACHED')
        or exists (select from reintegration.case_file c
                   where c.id = new.case_id and (c.emptied_at is not null or c.closed_at > old.settled_at)) then
        raise check_violation using
            constraint = 'follow_up_taken_back', schema = 'reintegration', table = 'follow_up',
            message = 'A talk is taken back whole, and not after the case was closed';
    end if;
    return new;
end $$;
create trigger follow_up_taken_back
    before update of state on reintegration.follow_up
    for each row when (old.state <> 'DUE' and new.state <> old.state)
    execute function reintegration.keep_taken_back_whole();
