-- Blocks of one weekday do not overlap, whoever writes them. Decided at the end of a transaction, so that a week is
-- replaced in one statement. Minutes from midnight: 24:00 is 1440.
alter table centres.opening_hours add constraint opening_hours_apart
    exclude using gist (centre_id with =, weekday with =,
        int4range((extract(epoch from opens) / 60)::int, (extract(epoch from closes) / 60)::int) with &&)
    deferrable initially deferred;
