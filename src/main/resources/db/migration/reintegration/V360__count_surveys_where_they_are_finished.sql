-- A survey that was begun at one centre and is finished at the next is a round of the next.
alter table reintegration.assessment add column taken_begun boolean not null default false;
comment on column reintegration.assessment.taken_begun is
    'taken from another centre before it was finished: counted here and not there';
update reintegration.assessment a set taken_begun = true
from reintegration.assessment o where o.id = a.taken_from and o.completed_at is null;
