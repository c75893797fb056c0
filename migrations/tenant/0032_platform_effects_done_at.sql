-- Marks of what jobs have done are removed by age, a few at once: each statement reads no more than it removes.
create index effects_done_at on effects (done_at);
