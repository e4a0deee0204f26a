-- How a centre gives: cash up to a limit per case, quotations above a cost; in each currency.
create table reintegration.assistance_rule (
    centre_id        uuid          not null references centres.centre,
    currency         text          not null check (currency ~ '^[A-Z]{3}$'),          -- ISO 4217
    cash_limit       numeric(12,2) not null check (cash_limit >= 0),        -- for one case, all its cash together
    quotations_above numeric(12,2) not null check (quotations_above >= 0),  -- above this, three quotations or a reason
    set_by           uuid          not null references accounts.staff,
    set_at           timestamptz   not null,
    primary key (centre_id, currency)
);
call portal.guard_by_centre('reintegration.assistance_rule');

alter table reintegration.assistance
    add column cash_reason   text check (length(cash_reason) <= 500),       -- why not in kind
    add column fewer_reason  text check (length(fewer_reason) <= 300),      -- why fewer than three quotations
    add column delivery_note text check (length(delivery_note) <= 500),     -- what was handed over, to whom
    add column delivered_by  uuid references accounts.staff,
    add column closed_by     uuid references accounts.staff,                -- who cancelled it
    add column close_reason  text check (length(close_reason) <= 500),
    add check (form <> 'CASH' or cash_reason is not null),
    add check (spent <= cost);                                              -- what exceeds it was approved by nobody

create table reintegration.quotation (
    centre_id     uuid          not null,
    case_id       uuid          not null,
    assistance_id uuid          not null,
    position      int           not null check (position between 1 and 3),
    supplier      text          not null check (length(supplier) between 1 and 120),
    amount        numeric(12,2) not null check (amount > 0),                -- in the currency of the assistance
    primary key (assistance_id, position),
    foreign key (assistance_id, centre_id) references reintegration.assistance (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
call reintegration.guard_by_case('reintegration.quotation');

-- Keeps every step of an assistance in order, and what is committed within fund, period and limits. It looks at one fund
-- and one case, also at what the approver may not see: two approvals at once count each other.
create function reintegration.keep_within_means() returns trigger
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
            ('APPROVED', 'DELIVERED'), ('APPROVED', 'CANCELLED'), ('DELIVERED', 'ACKNOWLEDGED')) then
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
            if new.cost + (select coalesce(sum(coalesce(a.spent, a.cost)), 0) from reintegration.assistance a
                           where a.case_id = new.case_id and a.form = 'CASH' and a.currency = new.currency and a.id <> new.id
                             and a.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')) > coalesce(rule.cash_limit, 0) then
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
create trigger within_means before insert or update on reintegration.assistance
    for each row execute function reintegration.keep_within_means();

-- A fund never becomes smaller than what is committed, nor its period shorter than what was decided in it.
create function reintegration.keep_fund_large_enough() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
begin
    if new.amount < (select coalesce(sum(coalesce(a.spent, a.cost)), 0) from reintegration.assistance a
                     where a.fund_id = new.id and a.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')) then
        raise exception 'Less than is committed' using errcode = '23514', constraint = 'fund_left';
    end if;
    if exists (select from reintegration.assistance a join centres.centre c on c.id = a.centre_id
               where a.fund_id = new.id and a.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')
                 and (a.decided_at at time zone c.zone)::date not between new.starts_on and new.ends_on) then
        raise exception 'Something was decided outside' using errcode = '23514', constraint = 'fund_period';
    end if;
    return new;
end $$;
create trigger large_enough before update on reintegration.fund
    for each row execute function reintegration.keep_fund_large_enough();

-- What is committed and spent of each fund in scope: sums only, for they count cases the reader may not see too.
create function reintegration.use_of_funds() returns table (fund_id uuid, committed numeric, spent numeric)
    language sql stable security definer set search_path = ''
    as $$
    select a.fund_id,
           coalesce(sum(a.cost) filter (where a.state = 'APPROVED'), 0),
           coalesce(sum(a.spent) filter (where a.state in ('DELIVERED', 'ACKNOWLEDGED')), 0)
    from reintegration.assistance a
    where a.fund_id is not null and a.centre_id = any ((select portal.visible_centres())::uuid[])
      and a.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')
    group by a.fund_id
$$;
create index assistance_of_case_in_cash on reintegration.assistance (case_id) where form = 'CASH';
