-- Where statistics are old, the planner read all identities to find the near ones: the index gives them in order.
alter function clients.named_like(text, int) set enable_seqscan = off;
