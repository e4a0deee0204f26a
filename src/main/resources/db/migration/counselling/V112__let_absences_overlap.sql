-- Two absences of one counsellor may overlap: who is away twice is away, and whoever falls ill during a holiday is entered
-- with a beginning of its own.
alter table counselling.absence drop constraint absence_apart;
