-- Statements that are true or not true, five for each topic. Their words are in the message bundles (outreach-questions);
-- a statement whose meaning changes gets a new code, so that answers keep what they answered.
create table outreach.knowledge_question (
    code         text    primary key,
    topic_code   text    not null references outreach.topic,
    position     int     not null check (position between 1 and 10),
    right_answer text    not null check (right_answer in ('TRUE', 'FALSE')),
    retired      boolean not null default false             -- asked no more
);
create unique index knowledge_question_place on outreach.knowledge_question (topic_code, position) where not retired;

insert into outreach.knowledge_question (code, topic_code, position, right_answer)
select topic || '_' || n, topic, n, case substr(answers, n, 1) when 'T' then 'TRUE' else 'FALSE' end
from (values
    ('CENTRE_SERVICES', 'TFTFT'),
    ('LEGAL_WORK',      'FTFTF'),
    ('JOB_OFFERS',      'TFTFT'),
    ('TRAFFICKING',     'FTFTT'),
    ('DOCUMENTS',       'TFTFT'),
    ('ENTRY_RULES',     'TFTFT'),
    ('RIGHTS_AT_WORK',  'TFTFT'),
    ('PRE_DEPARTURE',   'TFTFT'),
    ('STUDY',           'TFTFT'),
    ('LANGUAGE_EXAM',   'TFTFT'),
    ('MONEY',           'TFTFT'),
    ('HEALTH',          'TFTFT'),
    ('FAMILY',          'TFTFT'),
    ('RETURN',          'TFTFT')) as topics (topic, answers)
cross join generate_series(1, 5) n;

-- A session's knowledge check: the same statements before and after.
create table outreach.knowledge_round (
    session_id uuid        primary key references outreach.awareness_session,
    version    bigint      not null,
    centre_id  uuid        not null references centres.centre,
    topic_code text        not null references outreach.topic,
    questions  text[]      not null check (cardinality(questions) between 1 and 10),   -- codes, in the order asked
    code       text        not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),   -- of its public address
    seats      int         not null check (seats between 1 and 500),                   -- seat cards that were given out
    open_for   text        check (open_for in ('BEFORE', 'AFTER')),                    -- null: takes no answers from phones
    started_at timestamptz not null
);
call portal.guard_by_centre('outreach.knowledge_round');

-- What one seat answered before or after. No name, no time of day: nothing but the seat joins the two sheets.
create table outreach.knowledge_sheet (
    id         uuid not null primary key,
    centre_id  uuid not null references centres.centre,
    session_id uuid not null references outreach.knowledge_round,
    phase      text not null check (phase in ('BEFORE', 'AFTER')),
    seat       int  not null check (seat between 1 and 500),
    source     text not null check (source in ('PHONE', 'PAPER')),
    answers    text[] not null,                              -- TRUE, FALSE, UNSURE or NONE, in the order asked
    correct    int  not null,                                -- how many of them are right
    asked      int  not null,
    once       uuid not null unique,                         -- idempotency key of the form
    check (correct between 0 and asked and asked = cardinality(answers)),
    constraint knowledge_sheet_seat unique (session_id, phase, seat)
);
call portal.guard_by_centre('outreach.knowledge_sheet');

-- Both sheets of a seat. Shares of right answers can be compared: both were asked the same.
create view outreach.knowledge_pair with (security_invoker = true) as
    select b.centre_id, b.session_id, b.seat, b.correct as correct_before, a.correct as correct_after, b.asked,
           b.answers as answers_before, a.answers as answers_after
    from outreach.knowledge_sheet b
    join outreach.knowledge_sheet a on a.session_id = b.session_id and a.seat = b.seat and a.phase = 'AFTER'
    where b.phase = 'BEFORE';

-- Tells the centre of one knowledge check to whoever has its code.
create function outreach.centre_of_check(wanted text) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from outreach.knowledge_round where code = wanted $$;
