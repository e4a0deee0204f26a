-- A new plan takes the place of the former one of its case and brings along what is not settled; the former one stays readable.
alter table reintegration.plan
    add column follows uuid,
    add foreign key (follows, centre_id) references reintegration.plan (id, centre_id);
comment on column reintegration.plan.follows is 'the plan of the same case whose place it took, goals and unsettled steps brought along; null: begun with nothing';
create unique index plan_follows on reintegration.plan (follows) where follows is not null;

alter table reintegration.action
    add column origin uuid,
    add foreign key (origin, centre_id) references reintegration.action (id, centre_id);
comment on column reintegration.action.origin is 'the first of the steps of earlier plans that it carries on, on which assistance, courses and referrals may hang; null: it is the first itself';
create index action_origin on reintegration.action (origin) where origin is not null;

-- A step that is brought along is known to whom the former one was: whoever brings it learns nothing more of it for that.
create or replace function reintegration.mark_sensitive_step() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'UPDATE' then
        new.sensitive := new.sensitive or old.sensitive;
    end if;
    if tg_op = 'INSERT' and new.sensitive and new.origin is not null then
        return new;
    end if;
    if tg_op = 'INSERT' and new.sensitive or not new.sensitive and exists (select from partners.partner p
               where p.id = new.partner_id and reintegration.tells_of_protection(p.services)) then
        new.sensitive := true;
        new.sensitive_by := portal.reading_staff();
    end if;
    return new;
end $$;

-- Costs that are brought along are approved anew, and not by whoever set them in an earlier plan.
create or replace function reintegration.approve_no_own_costs() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from reintegration.action a
               join reintegration.goal g on g.id = a.goal_id and g.plan_id = new.id
               join reintegration.action e on e.case_id = a.case_id and coalesce(e.origin, e.id) = coalesce(a.origin, a.id)
               join reintegration.plan_change c on c.subject_id = e.id
               where a.case_id = new.case_id and a.cost is not null and c.case_id = new.case_id
                 and c.staff_id = new.approved_by and c.what in ('STEP_ADDED', 'STEP_CHANGED')
                 and c.at > coalesce((select max(l.at) from reintegration.plan_change l
                                      where l.plan_id = new.id and l.what = 'APPROVED'), '-infinity')) then
        raise exception 'Own costs' using errcode = '23514', constraint = 'own_costs';
    end if;
    return new;
end $$;
