-- What was paid for a session, without salaries and campaigns. Null: not known, which is not the same as nothing.
alter table outreach.awareness_session
    add column cost_amount   numeric(14, 2) check (cost_amount >= 0),
    add column cost_currency text           check (cost_currency ~ '^[A-Z]{3}$'),   -- ISO 4217
    add check ((cost_amount is null) = (cost_currency is null));
