-- Staff's own words stay with the line they are about, and go with it.
alter table counselling.waiting_line
    add urgent_reason text check (length(urgent_reason) between 1 and 200),   -- null: not urgent, or it is over
    add check (urgent_reason is null or (urgent and state = 'WAITING'));
