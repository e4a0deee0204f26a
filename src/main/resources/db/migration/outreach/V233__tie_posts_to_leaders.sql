-- The leader a post names is one of the same centre's register; when consent is taken back, the post still counts.
alter table outreach.post add foreign key (leader_id, centre_id) references outreach.leader (id, centre_id);
create index post_leader on outreach.post (leader_id) where leader_id is not null;
