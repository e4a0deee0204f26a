-- A form that is sent again, however late, makes no further address and brings none back.
alter table counselling.queue_rules
    add screen_keys uuid[] not null default '{}';                  -- idempotency keys of the forms that made an address
update counselling.queue_rules set screen_keys = array[screen] where screen is not null;
