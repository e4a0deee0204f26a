-- How a centre gives a service: its own length, the pauses around a talk, how many people talk at once.
alter table centres.centre_service
    add minutes            int     check (minutes between 5 and 240),                       -- null: as everywhere
    add buffer_before      int     not null default 0 check (buffer_before between 0 and 120), -- minutes kept free before
    add buffer_after       int     not null default 0 check (buffer_after between 0 and 120),  -- minutes kept free after
    add places             int     not null default 1 check (places between 1 and 50),      -- people in one talk
    add needs_confirmation boolean not null default false;                                  -- a person at the centre decides

-- Public holidays as dated data, the moveable ones included: nobody computes them. The label is centres.holiday.<name>.
create table centres.holiday (
    country text not null check (country ~ '^[A-Z]{2}$'),
    day     date not null,
    name    text not null,
    source  text not null,
    primary key (country, day, name)
);

-- A centre that works on a public holiday of its country.
create table centres.worked_holiday (
    centre_id uuid not null references centres.centre,
    day       date not null,
    primary key (centre_id, day)
);
call portal.guard_by_centre('centres.worked_holiday');
