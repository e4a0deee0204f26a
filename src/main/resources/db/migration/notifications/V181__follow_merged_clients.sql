-- Messages are found by the person they are for: when two records become one, and for the copy of own data.
create index message_client on notifications.message (client_id, created_at desc);
create trigger message_follows before insert on notifications.message
    for each row when (new.client_id is not null) execute function clients.follow_merge();
