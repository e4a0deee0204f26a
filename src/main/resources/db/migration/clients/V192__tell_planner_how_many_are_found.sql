-- Unless told, the planner expects a thousand people and reads the whole register of a middling centre to join them.
alter function clients.named(text, int) rows 50;
alter function clients.words_like(uuid, text, boolean) rows 20;
