-- Posts made with somebody who has taken consent back still count, and do not name the person.
update outreach.post p set influencer = null, version = p.version + 1
from outreach.leader l
where l.id = p.leader_id and l.withdrawn_at is not null and p.influencer is not null;
