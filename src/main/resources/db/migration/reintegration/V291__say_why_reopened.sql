-- Why a closed case was taken up again, and when the content of an old one was deleted.
alter table reintegration.closure add reopened_why text check (length(reopened_why) <= 500);
alter table reintegration.case_file add emptied_at timestamptz;    -- null: everything is still there
create index case_file_full on reintegration.case_file (closed_at) where emptied_at is null and closed_at is not null;
