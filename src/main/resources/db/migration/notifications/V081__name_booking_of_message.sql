-- Staff who read that a message did not arrive need to know which booking it was about.
alter table notifications.message add reference text not null default '';
alter table notifications.message alter reference drop default;
create index message_open on notifications.message (centre_id, due_until) where state in ('DUE', 'NOT_DELIVERED');
