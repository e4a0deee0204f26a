-- As in counselling.appointment: whoever waits may need an interpreter too.
alter table counselling.waiting_line
    add interpreter_language text,                                              -- ISO 639; sgn: sign language; other; null: none, or not said
    add interpreter_sex      text check (interpreter_sex in ('F', 'M'));        -- null: either
