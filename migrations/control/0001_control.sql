-- Who exists: users, studios, hostnames, members, logins. Nothing that a studio owns lies here.
create extension if not exists citext;

create table users (
  id uuid primary key,
  email citext not null unique,
  name text not null,
  password_hash text,
  locale text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table studios (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  status text not null default 'provisioning' check (status in ('provisioning', 'ready', 'suspended', 'deleted')),
  database_name text not null unique,
  locale text not null default 'fr',
  time_zone text not null default 'Europe/Paris',
  currency char(3) not null default 'EUR',
  accent_hue smallint check (accent_hue between 0 and 360),
  revision integer not null default 1,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  ready_at timestamptz,
  suspended_at timestamptz
);

-- A custom hostname is one more row here; the slug's own host is kind 'slug'.
create table hostnames (
  host citext primary key,
  studio_id uuid not null references studios (id) on delete cascade,
  kind text not null default 'slug' check (kind in ('slug', 'custom')),
  created_at timestamptz not null default now()
);
create index hostnames_studio on hostnames (studio_id);

-- One row a step done, so that a sequence cut anywhere goes on where it stopped.
create table provisioning_steps (
  studio_id uuid not null references studios (id) on delete cascade,
  step text not null,
  done_at timestamptz not null default clock_timestamp(),
  primary key (studio_id, step)
);

create table members (
  studio_id uuid not null references studios (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'manager', 'user')),
  joined_at timestamptz not null default now(),
  primary key (studio_id, user_id)
);
create index members_user on members (user_id);

-- What a cookie stands for. Only the SHA-256 of its token is kept.
create table logins (
  id uuid primary key,
  token_hash bytea not null unique,
  studio_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address text not null,
  user_agent text not null,
  foreign key (studio_id, user_id) references members (studio_id, user_id) on delete cascade
);
create index logins_user on logins (user_id, studio_id);

create table password_resets (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Counters of tries per account and per address, shared by every process.
create table throttles (
  key text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (key, window_start)
);

-- These studios may have something left to send: written before the studio's own commit, so that
-- a sweeper finds what a crash left behind without visiting every database.
create table outbox_hints (
  studio_id uuid primary key references studios (id) on delete cascade,
  hinted_at timestamptz not null default clock_timestamp()
);

-- Per studio database: where its schema stands.
create table studio_schemas (
  studio_id uuid primary key references studios (id) on delete cascade,
  version text not null,
  migrated_at timestamptz not null default now(),
  failure text,
  failed_at timestamptz
);

-- Every process keeps the directory in memory and listens here.
create function notify_directory() returns trigger language plpgsql as $$
begin
  perform pg_notify('regie_directory', coalesce(new.studio_id, old.studio_id)::text);
  return null;
end $$;
create function notify_directory_studio() returns trigger language plpgsql as $$
begin
  perform pg_notify('regie_directory', coalesce(new.id, old.id)::text);
  return null;
end $$;
create function next_revision() returns trigger language plpgsql as $$
begin
  new.revision := old.revision + 1;
  return new;
end $$;
create trigger hostnames_notify after insert or update or delete on hostnames for each row execute function notify_directory();
create trigger studios_notify after insert or update or delete on studios for each row execute function notify_directory_studio();
create trigger studios_revision before update on studios for each row execute function next_revision();
