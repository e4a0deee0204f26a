-- When a message may reach the person, and the word by which the person knows that it is genuine.
alter table clients.identity
    add contact_from  time,      -- in the centre's zone, inclusive; null: at any hour
    add contact_until time,      -- exclusive; at or before contact_from: on the next day
    add code_word     bytea,     -- sealed
    add constraint identity_hours check ((contact_from is null) = (contact_until is null)
                                         and contact_from is distinct from contact_until or contact_from is null);
