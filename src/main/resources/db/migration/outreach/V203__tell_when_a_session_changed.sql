-- Feeds say when a session last changed in a way people must hear of: published, moved, held or cancelled.
alter table outreach.awareness_session add column changed_at timestamptz;   -- null: a draft, or a row from before
