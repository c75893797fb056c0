-- What was done to users, studios, members and logins: a row for each action, written with the change itself. It is the history of
-- who exists, whatever becomes of a studio's own database; so no foreign key.
create table audit (
  id uuid primary key,
  at timestamptz not null default now(),
  action text not null,
  studio_id uuid,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  subject_kind text,
  subject_id uuid,
  details jsonb not null default '{}',
  request_id text not null
);
create index audit_studio on audit (studio_id, at);
create index audit_subject on audit (subject_id, at);

-- Actions that the studio's own database has not been told yet, with the jobs that follow from them. A row goes once they lie there.
create table deliveries (
  audit_id uuid primary key references audit (id) on delete cascade,
  studio_id uuid not null references studios (id) on delete cascade,
  messages jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);
create index deliveries_studio on deliveries (studio_id, audit_id);
