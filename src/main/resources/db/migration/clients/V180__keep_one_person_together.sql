-- What is asked about a record that has just become part of another one is asked about that one.
create trigger data_request_follows before insert on clients.data_request
    for each row execute function clients.follow_merge();
create trigger access_request_follows before insert on clients.access_request
    for each row execute function clients.follow_merge();

-- All records of one person: the one that stays and those that have become part of it.
create function clients.same_person(wanted uuid) returns setof uuid
    language sql stable
    as $$
    with recursive person as (
        select clients.survivor(wanted) as id
        union
        select c.id from clients.client c join person on c.merged_into = person.id)
    select id from person
$$;
