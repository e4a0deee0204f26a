alter table reintegration.plan add column reworded_at timestamptz;
comment on column reintegration.plan.reworded_at is 'when what the client reads last changed after the client had agreed; null: the agreement is to the plan as it stands';

-- What an approved budget pays for, and whom, stands as its sums do. Words that are deleted ("–") change nothing of it.
create trigger approved_purpose_changed before update on reintegration.action
    for each row when (new.cost is not null and new.text <> '–'
        and (new.kind, new.text, new.doer, new.partner_id) is distinct from (old.kind, old.text, old.doer, old.partner_id))
    execute function reintegration.keep_approved_budget();
