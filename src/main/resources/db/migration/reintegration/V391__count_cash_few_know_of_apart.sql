-- The limit of cash counts what few may know of apart, so that a refusal says nothing of it: in each half a case gets as much cash
-- as the limit says.
create function reintegration.other_cash(help reintegration.assistance) returns numeric
    language sql stable set search_path = ''
    as $$
    select coalesce(sum(coalesce(o.spent, o.cost)), 0)
    from reintegration.assistance o left join reintegration.action s on s.id = o.action_id
    where o.case_id = help.case_id and o.form = 'CASH' and o.currency = help.currency and o.id <> help.id
      and o.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')
      and coalesce(s.sensitive, false)
          = coalesce((select n.sensitive from reintegration.action n where n.id = help.action_id), false)
$$;

create or replace function reintegration.keep_within_means_again() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
begin
    if not exists (select from reintegration.case_file c where c.id = new.case_id and c.closed_at is null) then
        raise exception 'In an open case only' using errcode = '23514', constraint = 'assistance_state';
    end if;
    if new.form = 'CASH' then
        perform from reintegration.case_file c where c.id = new.case_id for no key update;
        if new.cost + reintegration.other_cash(new)
           > coalesce((select r.cash_limit from reintegration.assistance_rule r
                       where r.centre_id = new.centre_id and r.currency = new.currency), 0) then
            raise exception 'More cash than a case may get' using errcode = '23514', constraint = 'cash_limit';
        end if;
    end if;
    return new;
end $$;

create or replace function reintegration.keep_within_means() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
declare
    fund reintegration.fund;
    rule reintegration.assistance_rule;
    day  date;
begin
    if tg_op = 'UPDATE' then
        if (new.centre_id, new.case_id, new.action_id, new.kind, new.form, new.text, new.cost, new.currency, new.fund_id,
            new.requested_by) is distinct from
           (old.centre_id, old.case_id, old.action_id, old.kind, old.form, old.text, old.cost, old.currency, old.fund_id,
            old.requested_by) then
            raise exception 'What was asked for stands' using errcode = '23514', constraint = 'assistance_stands';
        end if;
        if new.state <> old.state and (old.state, new.state) not in (
            ('REQUESTED', 'APPROVED'), ('REQUESTED', 'REFUSED'), ('REQUESTED', 'CANCELLED'),
            ('APPROVED', 'DELIVERED'), ('APPROVED', 'CANCELLED'), ('DELIVERED', 'ACKNOWLEDGED'),
            ('DELIVERED', 'APPROVED'), ('ACKNOWLEDGED', 'DELIVERED')) then
            raise exception 'Not from % to %', old.state, new.state using errcode = '23514', constraint = 'assistance_state';
        end if;
    end if;
    if new.state not in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED') then
        return new;
    end if;
    if tg_op = 'INSERT' or old.state = 'REQUESTED' then
        select * into rule from reintegration.assistance_rule r
        where r.centre_id = new.centre_id and r.currency = new.currency;
        if new.form = 'CASH' then
            perform from reintegration.case_file c where c.id = new.case_id for no key update;
            if new.cost + reintegration.other_cash(new) > coalesce(rule.cash_limit, 0) then
                raise exception 'More cash than a case may get' using errcode = '23514', constraint = 'cash_limit';
            end if;
        elsif new.cost > coalesce(rule.quotations_above, 0) and new.fewer_reason is null
              and (select count(*) from reintegration.quotation q where q.assistance_id = new.id) < 3 then
            raise exception 'Quotations are missing' using errcode = '23514', constraint = 'quotations';
        end if;
    end if;
    if new.fund_id is not null then
        select * into fund from reintegration.fund f where f.id = new.fund_id for no key update;
        select (new.decided_at at time zone c.zone)::date into day from centres.centre c where c.id = new.centre_id;
        if (tg_op = 'INSERT' or old.state = 'REQUESTED') and day not between fund.starts_on and fund.ends_on then
            raise exception 'Outside the period of the fund' using errcode = '23514', constraint = 'fund_period';
        end if;
        if coalesce(new.spent, new.cost) + (
            select coalesce(sum(coalesce(a.spent, a.cost)), 0) from reintegration.assistance a
            where a.fund_id = new.fund_id and a.id <> new.id
              and a.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')) > fund.amount then
            raise exception 'More than the fund has left' using errcode = '23514', constraint = 'fund_left';
        end if;
    end if;
    return new;
end $$;
