-- A screening is about one person: the case's client, or somebody of the household, registered or merely known.
alter table reintegration.household_member add unique (id, case_id);
alter table reintegration.screening
    add column of_client boolean not null default true,
    add column member_id uuid,
    add foreign key (member_id, case_id) references reintegration.household_member (id, case_id)
        on delete set null (member_id),
    add check (not of_client or member_id is null);
comment on column reintegration.screening.of_client is
    'about the case''s client; false: about member_id, or somebody who has been taken out of the household since';
comment on column reintegration.screening.member_id is 'whom of the household it is about; null: see of_client';

-- Strong signs of one person ask the supervisors once, until somebody has looked.
alter table reintegration.task add column person_id uuid;
comment on column reintegration.task.person_id is
    'whom of the household it is about (household_member.id); null: the case''s client, or nobody';
update reintegration.task t set done_at = now(), version = version + 1
where t.kind = 'STRONG_SCREENING' and t.done_at is null
  and exists (select from reintegration.task o
              where o.case_id = t.case_id and o.kind = t.kind and o.done_at is null
                and (o.created_at, o.id) < (t.created_at, t.id));
create unique index task_strong_signs on reintegration.task (case_id, person_id) nulls not distinct
    where kind = 'STRONG_SCREENING' and done_at is null;

-- Who screens a case of others does not see the task: its day and its absence would tell what others have found.
alter policy signs on reintegration.task
    using (kind is distinct from 'STRONG_SCREENING'
        or (select portal.reader()) = 'portal'
        or assignee_id = (select portal.reading_staff())
        or case_id = any ((select reintegration.opened_to_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[])
        or centre_id = any ((select reintegration.supervised_by_me())::uuid[]));

-- Who a client is has been deleted because the person asked for it: what staff wrote about the person goes, also from cases
-- that whoever carries out the request may not know of, and from those that a merge has left with another record. In the
-- case of another, too: what was noticed about this person.
create or replace function reintegration.forget_person(person uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
    as $$
declare
    people uuid[] := array(
        select k.id from clients.client k
        where k.id in (select clients.same_person(person)) and k.centre_id = any (portal.visible_centres()));
begin
    perform reintegration.forget_content(
        array(select c.id from reintegration.case_file c
              where c.client_id = any (people) and c.centre_id = any (portal.visible_centres())),
        people);
    delete from reintegration.screening s using reintegration.household_member m
    where m.id = s.member_id and m.client_id = any (people);
end $$;
