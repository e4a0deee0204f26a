-- What is written for a client whose record has just become part of another one is written for that one.
create trigger appointment_follows before insert on counselling.appointment
    for each row when (new.client_id is not null) execute function clients.follow_merge();
create trigger appointment_follows_change before update of client_id on counselling.appointment
    for each row when (new.client_id is not null and old.client_id is distinct from new.client_id)
    execute function clients.follow_merge();
create trigger walk_in_follows before insert on counselling.walk_in
    for each row when (new.client_id is not null) execute function clients.follow_merge();
create trigger walk_in_follows_change before update of client_id on counselling.walk_in
    for each row when (new.client_id is not null and old.client_id is distinct from new.client_id)
    execute function clients.follow_merge();
create trigger consultation_follows before insert on counselling.consultation
    for each row when (new.client_id is not null) execute function clients.follow_merge();
create trigger consultation_follows_change before update of client_id on counselling.consultation
    for each row when (new.client_id is not null and old.client_id is distinct from new.client_id)
    execute function clients.follow_merge();
create trigger waiting_line_follows_change before insert or update of client_id on counselling.waiting_line
    for each row when (new.client_id is not null) execute function clients.follow_merge();
