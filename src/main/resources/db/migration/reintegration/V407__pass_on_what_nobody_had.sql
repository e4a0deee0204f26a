-- Whoever takes a case that nobody had also takes on what was to be looked at in it: a partner's contact, a mail that did not
-- arrive, a consent that ended, a deletion.
create or replace function reintegration.pass_tasks_on() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task
    set done_at = now(), done_by = coalesce(portal.reading_staff(), new.owner_id), version = version + 1
    where case_id = new.id and done_at is null and assignee_id = old.owner_id
      and kind in ('CASE_HANDED_OVER', 'TEAM_JOINED', 'TEAM_CHANGED', 'CASE_KEPT', 'CASE_MADE_ORDINARY', 'CASE_TAKEN_UP');
    update reintegration.task set assignee_id = new.owner_id, version = version + 1
    where case_id = new.id and done_at is null
      and (assignee_id = old.owner_id and kind <> 'CASE_TAKEN_OVER'
           or old.owner_id is null and assignee_id is null
              and kind in ('REFERRAL_OVERDUE', 'REFERRAL_REFUSED', 'COURSE_PLACE', 'GLASS_BROKEN', 'REFERRAL_CONTACT',
                           'REFERRAL_UNDELIVERED', 'CONSENT_ENDED', 'REFERRAL_CONSENT', 'DELETION_ASKED'));
    return null;
end $$;
