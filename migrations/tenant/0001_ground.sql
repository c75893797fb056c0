-- What every module of a studio stands on: text folding, the outbox, the audit trail, once-only effects.
create extension if not exists citext;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- unaccent() alone is only STABLE because its dictionary could change; ours does not, and indexes need IMMUTABLE.
create function fold(value text) returns text
  language sql immutable strict parallel safe
  as $$ select lower(public.unaccent('public.unaccent', value)) $$;

-- Effects of a transaction on their way to the queue. A row goes when the queue has taken it.
create table outbox (
  id uuid primary key,
  job text not null,
  payload jsonb not null,
  actor jsonb not null,
  not_before timestamptz,
  created_at timestamptz not null default clock_timestamp()
);

-- Keys of effects on the outside world that were carried out: a retried job finds its own.
create table effects (
  key text primary key,
  done_at timestamptz not null default clock_timestamp()
);

-- Who did what. Rows are added only; a trigger says so to every role.
create table audit (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  action text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  subject_kind text,
  subject_id uuid,
  details jsonb not null default '{}',
  request_id text not null
);
create index audit_at on audit (at desc, id desc);
create index audit_subject on audit (subject_kind, subject_id, at desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_append_only before update or delete on audit for each statement execute function refuse_change();
create trigger audit_no_truncate before truncate on audit for each statement execute function refuse_change();
