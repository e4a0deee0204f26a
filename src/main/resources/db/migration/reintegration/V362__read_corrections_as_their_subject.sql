-- As before, in the form of the other policies that keep a row out: what is about nothing is kept out by nothing.
alter policy to_team on reintegration.correction
    using ((subject_id is null or subject_id <> all ((select reintegration.hidden_steps())::uuid[]))
        and (kind is distinct from 'ANSWER'
            or (select r.id from reintegration.referral r where r.id = subject_id) is not null));
