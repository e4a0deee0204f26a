-- Blocks of one weekday of a counsellor at a centre do not overlap, nor do two absences. Decided at the end of a
-- transaction, so that a week is replaced in one statement. Minutes from midnight: 24:00 is 1440.
alter table counselling.working_hours add constraint working_hours_apart
    exclude using gist (staff_id with =, centre_id with =, weekday with =,
        int4range((extract(epoch from starts) / 60)::int, (extract(epoch from ends) / 60)::int) with &&)
    deferrable initially deferred;
alter table counselling.absence add constraint absence_apart
    exclude using gist (staff_id with =, centre_id with =, tstzrange(starts_at, ends_at) with &&);
