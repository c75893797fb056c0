-- The log is searched by its words: who, what it was called, what it was before. One index keeps a search as quick in a large log as in
-- a small one.
create function audit_words(actor_name text, details jsonb) returns text
  language sql immutable parallel safe
  as $$ select public.fold(actor_name || ' ' || details::text) $$;
create index audit_words on audit using gin (audit_words(actor_name, details) gin_trgm_ops);
-- The log by what was done: the few rows of a rare action are found without reading all others.
create index audit_action on audit (action, at);
