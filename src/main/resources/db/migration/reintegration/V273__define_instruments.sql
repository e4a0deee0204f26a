-- Instruments are data: what is asked, in which languages, what an answer is worth, where the bands lie. A version that has
-- been used never changes; whoever wants to change it makes the next one.
create table reintegration.instrument (
    code         text         not null check (code in ('RSS', 'SKILLS', 'FAMILY')),
    version      int          not null check (version > 0),
    since        date         not null,                 -- offered for new assessments from this day
    scored       boolean      not null,
    provisional  boolean      not null default false,   -- weights without an official source; said on every score
    completeness numeric(3,2) not null check (completeness between 0 and 1),   -- least share of scored questions answered
    high_below   numeric(3,2) not null,                 -- below: high need
    low_above    numeric(3,2) not null check (low_above > high_below),         -- above: low need
    words        jsonb        not null,                 -- its name by language: {"en": "…"}
    primary key (code, version)
);

create table reintegration.instrument_section (
    instrument text  not null,
    version    int   not null,
    code       text  not null,                          -- of a scored instrument: its dimension
    position   int   not null,
    words      jsonb not null,
    primary key (instrument, version, code),
    foreign key (instrument, version) references reintegration.instrument
);

create table reintegration.question (
    instrument text         not null,
    version    int          not null,
    number     int          not null check (number between 1 and 99),
    section    text         not null,
    multiple   boolean      not null,                   -- several answers at once
    scored     boolean      not null,                   -- false: information only
    weight     numeric(6,4) not null default 1 check (weight > 0),
    words      jsonb        not null,
    primary key (instrument, version, number),
    foreign key (instrument, version, section) references reintegration.instrument_section,
    check (not (multiple and scored))
);

create table reintegration.question_option (
    instrument     text         not null,
    version        int          not null,
    number         int          not null,
    code           text         not null check (code ~ '^[A-Z][A-Z_]*$'),
    position       int          not null,               -- as read out, the best first
    worth          numeric(5,4) check (worth between 0 and 1),   -- null: not scored
    not_applicable boolean      not null default false, -- the question does not concern the person: left out of the score
    help           text,                                -- this answer asks for help: the service to refer to
    words          jsonb        not null,
    primary key (instrument, version, number, code),
    foreign key (instrument, version, number) references reintegration.question
);

create function reintegration.keep_used_instrument() returns trigger
    language plpgsql
    as $$
declare
    row_now jsonb := to_jsonb(coalesce(old, new));
    name    text  := coalesce(row_now ->> 'instrument', row_now ->> 'code');
begin
    if exists (select from reintegration.assessment a
               where a.instrument = name and a.instrument_version = (row_now ->> 'version')::int) then
        raise exception 'Version % of % has been used: make the next version', row_now ->> 'version', name;
    end if;
    return coalesce(new, old);
end $$;
create trigger keep_used before update or delete on reintegration.instrument
    for each row execute function reintegration.keep_used_instrument();
create trigger keep_used before insert or update or delete on reintegration.instrument_section
    for each row execute function reintegration.keep_used_instrument();
create trigger keep_used before insert or update or delete on reintegration.question
    for each row execute function reintegration.keep_used_instrument();
create trigger keep_used before insert or update or delete on reintegration.question_option
    for each row execute function reintegration.keep_used_instrument();

-- Only migrations define instruments.
revoke insert, update, delete on reintegration.instrument, reintegration.instrument_section, reintegration.question,
    reintegration.question_option from portal_app;
