-- Figures ask which rounds fell due in a period.
create index follow_up_round_due on reintegration.follow_up (centre_id, due_on) where round <> 'OTHER';
