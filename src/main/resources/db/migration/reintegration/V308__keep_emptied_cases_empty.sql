-- What was emptied stays empty: nobody would ever empty it again.
create function reintegration.keep_empty() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from reintegration.case_file c where c.id = new.case_id and c.emptied_at is not null) then
        raise exception 'The content of this case was deleted' using errcode = '23514', constraint = 'case_emptied';
    end if;
    return new;
end $$;

do $$
declare written text;
begin
    foreach written in array array['case_note', 'restricted_note', 'screening', 'household_member', 'assessment_section',
                                   'assessment_answer', 'goal', 'action', 'evidence']
    loop
        execute format('create trigger stays_empty before insert on reintegration.%I'
                       ' for each row execute function reintegration.keep_empty()', written);
    end loop;
end $$;
