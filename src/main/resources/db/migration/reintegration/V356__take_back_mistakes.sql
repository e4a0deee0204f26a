-- What was entered by mistake is taken back with a reason; what stood there before stays on record.
create table reintegration.correction (
    id         uuid        primary key,
    centre_id  uuid        not null,
    case_id    uuid        not null,
    kind       text        not null check (kind in ('DELIVERY', 'ANSWER')),
    subject_id uuid        not null,                            -- the assistance or the referral
    state      text        not null,                            -- in which it was until then
    day        date,                                            -- of the delivery
    spent      numeric(12,2),                                   -- in the currency of the assistance
    reason     bytea,                                           -- sealed; null: forgotten
    made_by    uuid        not null references accounts.staff,
    made_at    timestamptz not null,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index correction_subject on reintegration.correction (subject_id, made_at);
create index correction_case on reintegration.correction (case_id);
call reintegration.guard_by_case('reintegration.correction');
create policy to_team on reintegration.correction as restrictive
    using (subject_id <> all ((select reintegration.hidden_steps())::uuid[])
        and (kind <> 'ANSWER' or (select r.id from reintegration.referral r where r.id = subject_id) is not null));

-- A delivery may be taken back until it is acknowledged. What was committed before is committed again, so it has to be there
-- still, in the fund and under the limit of cash.
create function reintegration.keep_within_means_again() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
begin
    if not exists (select from reintegration.case_file c where c.id = new.case_id and c.closed_at is null) then
        raise exception 'In an open case only' using errcode = '23514', constraint = 'assistance_state';
    end if;
    if new.form = 'CASH' then
        perform from reintegration.case_file c where c.id = new.case_id for no key update;
        if new.cost + (select coalesce(sum(coalesce(a.spent, a.cost)), 0) from reintegration.assistance a
                       where a.case_id = new.case_id and a.form = 'CASH' and a.currency = new.currency and a.id <> new.id
                         and a.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED'))
           > coalesce((select r.cash_limit from reintegration.assistance_rule r
                       where r.centre_id = new.centre_id and r.currency = new.currency), 0) then
            raise exception 'More cash than a case may get' using errcode = '23514', constraint = 'cash_limit';
        end if;
    end if;
    return new;
end $$;
create trigger within_means_again before update on reintegration.assistance
    for each row when (old.state = 'DELIVERED' and new.state = 'APPROVED')
    execute function reintegration.keep_within_means_again();

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
            ('DELIVERED', 'APPROVED')) then
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

-- Forgotten with all that is written in a case.
create or replace function reintegration.forget_content(cases uuid[], people uuid[]) returns void
    language plpgsql set search_path = pg_catalog
    as $$
begin
    delete from reintegration.case_note where case_id = any (cases);
    delete from reintegration.restricted_note where case_id = any (cases);
    delete from reintegration.screening where case_id = any (cases);
    update reintegration.household_member set name = null, version = version + 1
    where name is not null and (case_id = any (cases) or client_id = any (people));

    update reintegration.assessment_section s set words = null
    from reintegration.assessment a
    where a.id = s.assessment_id and (a.case_id = any (cases) or a.client_id = any (people));
    delete from reintegration.assessment_answer s using reintegration.assessment a
    where a.id = s.assessment_id and (a.case_id = any (cases) or a.client_id = any (people));
    update reintegration.assessment_score s set answers = '{}'
    from reintegration.assessment a
    where a.id = s.assessment_id and (a.case_id = any (cases) or a.client_id = any (people));

    update reintegration.goal set text = '–', note = null, version = version + 1 where case_id = any (cases);
    update reintegration.action set text = '–', note = null, version = version + 1 where case_id = any (cases);
    update reintegration.plan set sent_back_note = null, version = version + 1
    where case_id = any (cases) and sent_back_note is not null;
    update reintegration.plan_change set about = null, changes = '[]' where case_id = any (cases);
    update reintegration.step_word set reason = null where case_id = any (cases);
    delete from reintegration.step_link where case_id = any (cases);
    delete from reintegration.plan_visit where case_id = any (cases);

    update reintegration.assistance
    set decision_note = null, delivery_note = null, close_reason = null, cash_reason = left(cash_reason, 0),
        fewer_reason = left(fewer_reason, 0), version = version + 1
    where case_id = any (cases);
    delete from reintegration.evidence where case_id = any (cases);

    update reintegration.referral
    set shared = '{}', called = null, message = null, vital_reason = null, answer = null, version = version + 1
    where case_id = any (cases) or client_id = any (people);
    update reintegration.referral_link l set revoked_at = now()
    from reintegration.referral r
    where r.id = l.referral_id and l.revoked_at is null and (r.case_id = any (cases) or r.client_id = any (people));
    update reintegration.correction c set reason = null
    where c.reason is not null
      and (c.case_id = any (cases)
           or c.subject_id in (select r.id from reintegration.referral r where r.client_id = any (people)));
    delete from reintegration.transfer where case_id = any (cases);
    delete from reintegration.arrival where case_id = any (cases);

    update reintegration.tracer t set answers = '{}'
    from reintegration.follow_up f
    where f.id = t.follow_up_id and (f.case_id = any (cases) or f.client_id = any (people));
    update reintegration.task set text = null, version = version + 1 where case_id = any (cases) and text is not null;
    update reintegration.closure set outcome = null, reopened_why = null where case_id = any (cases);
    update reintegration.broken_glass set reason = repeat('–', 10) where client_id = any (people);
    update reintegration.case_file set code_hash = null, flags = '{}', version = version + 1 where id = any (cases);

    insert into reintegration.case_event (id, centre_id, case_id, at, kind)
    select gen_random_uuid(), c.centre_id, c.id, now(), 'FORGOTTEN' from reintegration.case_file c where c.id = any (cases);
end $$;
