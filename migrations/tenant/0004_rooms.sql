-- What is booked. Rates are minor units of the studio's currency, each optional: a van may go by the day only.
create table rooms (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  type text not null check (type in ('recording', 'mixing', 'mastering', 'rehearsal', 'live')),
  description text not null default '',
  equipment text not null default '',
  hourly_rate bigint check (hourly_rate >= 0),
  half_day_rate bigint check (half_day_rate >= 0),
  day_rate bigint check (day_rate >= 0),
  -- Basis points: 2000 is 20 %.
  vat_rate integer not null check (vat_rate between 0 and 10000),
  capacity integer check (capacity between 1 and 100000),
  size integer check (size between 1 and 100000),
  isolation_booth boolean not null default false,
  live_room boolean not null default false,
  control_room boolean not null default false,
  color integer not null check (color between 1 and 12),
  -- Minutes that a session blocks before it begins and after it ends.
  setup_minutes integer not null default 0 check (setup_minutes between 0 and 1440),
  teardown_minutes integer not null default 0 check (teardown_minutes between 0 and 1440),
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Opening hours in minutes of the local day on which they begin; past midnight they run beyond 1440.
-- A room without any is open around the clock.
create table room_hours (
  room_id uuid not null references rooms on delete cascade,
  -- Monday is 1.
  weekday integer not null check (weekday between 1 and 7),
  opens integer not null check (opens between 0 and 1439),
  closes integer not null check (closes > opens and closes <= opens + 1440),
  primary key (room_id, weekday, opens),
  constraint room_hours_apart exclude using gist (room_id with =, weekday with =, int4range(opens, closes) with &&)
);

-- A room works only while both kinds are given; who gave or withdrew one, and when, is kept for good.
create table room_activations (
  id uuid primary key,
  room_id uuid not null references rooms on delete cascade,
  kind text not null check (kind in ('technical', 'commercial')),
  given_at timestamptz not null,
  given_by uuid,
  given_by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_by_name text,
  check ((withdrawn_at is null) = (withdrawn_by_name is null))
);
create unique index room_activations_given on room_activations (room_id, kind) where withdrawn_at is null;
create index room_activations_room on room_activations (room_id, given_at);
