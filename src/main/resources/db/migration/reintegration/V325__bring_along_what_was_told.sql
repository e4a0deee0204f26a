-- What comes along with a case that another centre takes on, as the person said it. Screenings and restricted notes never do.
alter table reintegration.transfer
    add column takes text[] not null default '{}' check (takes <@ array['ASSESSMENTS', 'PLAN', 'HOUSEHOLD']),
    add column agreed_how text check (agreed_how in ('WRITTEN', 'ORAL')),
    add check ((takes = '{}') = (agreed_how is null));
comment on column reintegration.transfer.takes is 'parts of the case the person lets the other centre have, copied when it accepts';
comment on column reintegration.transfer.agreed_how is 'how the person said so; null: nothing comes along';

alter table reintegration.assessment add column taken_from uuid;
comment on column reintegration.assessment.taken_from is 'copy of this assessment, made at the centre the case came from; null: made here. A copy is what later rounds are compared with and no round itself';
create unique index assessment_taken on reintegration.assessment (case_id, taken_from) where taken_from is not null;

alter table reintegration.plan add column taken_from uuid;
comment on column reintegration.plan.taken_from is 'made from this plan of the centre the case came from; null: made here';
create unique index plan_taken on reintegration.plan (case_id, taken_from) where taken_from is not null;

-- Whoever may accept a case hears of it where tasks are read: the managers of the other centre, of a protected case its focal
-- point alone. The task says nothing of the case, and is done once the question is settled.
create function reintegration.ask_other_centre() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    kept boolean := (select c.protected from reintegration.case_file c where c.id = new.case_id);
begin
    if new.state <> 'OFFERED' then
        update reintegration.task t set done_at = new.settled_at, version = t.version + 1
        where t.centre_id = new.to_centre_id and t.kind = 'TRANSFER_OFFERED' and t.done_at is null
          and t.once in (select new.id union all
                         select md5(new.id || ':' || s.id)::uuid from accounts.staff s where s.id = t.assignee_id);
    elsif kept then
        insert into reintegration.task (id, version, centre_id, kind, assignee_id, due_at, created_by, created_at, once)
        select gen_random_uuid(), 0, new.to_centre_id, 'TRANSFER_OFFERED', f.staff_id, new.offered_at + interval '1 day',
               new.offered_by, new.offered_at, md5(new.id || ':' || f.staff_id)::uuid
        from reintegration.focal_point f
        join accounts.staff s on s.id = f.staff_id and s.enabled
        join accounts.staff_centre w on w.staff_id = f.staff_id and w.centre_id = f.centre_id
        where f.centre_id = new.to_centre_id;
        if not found then
            raise exception 'Nobody there may take on a protected case' using errcode = '23514', constraint = 'focal_point_there';
        end if;
    else
        insert into reintegration.task (id, version, centre_id, kind, due_at, created_by, created_at, once)
        values (gen_random_uuid(), 0, new.to_centre_id, 'TRANSFER_OFFERED', new.offered_at + interval '1 day', new.offered_by,
                new.offered_at, new.id);
    end if;
    return new;
end $$;
create trigger ask_other_centre after insert or update of state on reintegration.transfer
    for each row execute function reintegration.ask_other_centre();

-- What a centre may know before it accepts, now with what would come along; nothing once the person has taken the consent back.
drop function reintegration.transfers_offered();
create function reintegration.transfers_offered()
    returns table (id uuid, from_centre_id uuid, to_centre_id uuid, case_type text, language text, urgency text, takes text[],
                   offered_at timestamptz)
    language sql stable security definer set search_path = pg_catalog
    as $$
    select t.id, t.centre_id, t.to_centre_id, c.case_type, c.language, t.urgency, t.takes, t.offered_at
    from reintegration.transfer t join reintegration.case_file c on c.id = t.case_id
    where t.state = 'OFFERED' and t.to_centre_id = any (portal.visible_centres())
      and (not c.protected or t.to_centre_id = any (reintegration.guarded_by_me()))
      and clients.agreed(clients.survivor(c.client_id), 'SHARE_WITH_NETWORK', now())
    order by t.offered_at limit 200
$$;

-- That a protected case is offered is the focal point's knowledge alone: such a task is shown to whom it is given and to nobody
-- else, not even among all tasks of the centre.
create policy offered_to_me on reintegration.task as restrictive
    using (kind <> 'TRANSFER_OFFERED' or assignee_id is null or (select portal.reader()) = 'portal'
           or assignee_id = (select portal.reading_staff()))
    with check (true);
