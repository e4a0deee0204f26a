-- The answer goes some time after it was given; that there was a request, and what was decided, stays.
alter table clients.data_request
    drop constraint data_request_check1,
    add constraint data_request_decided check (state = 'OPEN' or (text is null and decided_by is not null));
create index data_request_answered on clients.data_request (decided_at) where answer is not null;
