-- What people say after a visit. Nothing in it leads to the visit: docs/decisions/015-anonymous-feedback.md.
create table counselling.feedback (
    id         uuid     primary key,          -- random, so that it tells no order
    centre_id  uuid     not null references centres.centre,
    day        date     not null,             -- of the answer, not of the visit, in the centre's zone
    language   text     not null,             -- of the page, ISO 639-1
    clear      smallint not null check (clear between 1 and 5),          -- 1 "not at all" to 5 "fully"
    useful     smallint not null check (useful between 1 and 5),
    respectful smallint not null check (respectful between 1 and 5),
    recommend  smallint not null check (recommend between 1 and 5),
    money      text     not null check (money in ('YES', 'NO', 'UNSAID')),   -- did anyone ask for money?
    comment    text     check (length(comment) between 1 and 1000)
);
create index feedback_centre_day on counselling.feedback (centre_id, day);

-- The right to answer once, given with each visit that took place. It never says when it was used.
create table counselling.feedback_voucher (
    token_hash  bytea   primary key,          -- SHA-256 of the token in the link
    centre_id   uuid    not null references centres.centre,
    valid_until date    not null,             -- last day, in the centre's zone
    used        boolean not null
);
create index feedback_voucher_validity on counselling.feedback_voucher (valid_until);

-- Somebody said that money was asked for; a manager deals with it.
create table counselling.feedback_alert (
    id         uuid primary key,
    version    bigint not null,
    centre_id  uuid not null references centres.centre,
    day        date not null,                 -- of the answer, in the centre's zone
    settled_on date,                          -- null: nobody has dealt with it yet
    settled_by uuid references accounts.staff,
    check ((settled_on is null) = (settled_by is null))
);
create index feedback_alert_open on counselling.feedback_alert (centre_id, day) where settled_on is null;

call portal.guard_by_centre('counselling.feedback');
call portal.guard_by_centre('counselling.feedback_voucher');
call portal.guard_by_centre('counselling.feedback_alert');

-- As in V006: the centre of exactly one voucher, for whoever holds its secret.
create function counselling.centre_of_feedback(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.feedback_voucher where token_hash = wanted $$;
