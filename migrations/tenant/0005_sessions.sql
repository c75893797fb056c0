-- The calendar. That a room is never booked twice is this constraint's business and nobody else's: it holds whatever
-- path a write takes and however many come at once.
create table sessions (
  id uuid primary key,
  title text not null check (length(title) between 1 and 200),
  kind text not null check (kind in ('recording', 'mixing', 'mastering', 'rehearsal', 'live', 'location', 'visit', 'other')),
  room_id uuid not null references rooms,
  client_id uuid references clients,
  notes text not null default '',
  status text not null check (status in ('scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at and ends_at - starts_at <= interval '169 hours'),
  -- Seven days of the local calendar may have an hour more, hence 169 hours.
  -- With setup and teardown as the room had them when it was booked: changing a room moves no session.
  blocked_from timestamptz not null check (blocked_from <= starts_at),
  blocked_until timestamptz not null check (blocked_until >= ends_at),
  occupied tstzrange not null generated always as (tstzrange(blocked_from, blocked_until, '[)')) stored,
  -- The room's rates when it was booked, in minor units, and VAT in basis points: a raise does not touch what was agreed.
  hourly_rate bigint check (hourly_rate >= 0),
  half_day_rate bigint check (half_day_rate >= 0),
  day_rate bigint check (day_rate >= 0),
  vat_rate integer not null check (vat_rate between 0 and 10000),
  -- Net; takes the place of what the rates come to.
  agreed_price bigint check (agreed_price >= 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Half-open, so that one session may begin when another ends.
  constraint sessions_no_overlap exclude using gist (room_id with =, occupied with &&) where (status <> 'cancelled')
);
create index sessions_starts on sessions (starts_at, id);
create index sessions_client on sessions (client_id, starts_at, id);

-- What happened to a session: states with their author and reason, and where it stood before it was moved.
create table session_changes (
  id uuid primary key,
  session_id uuid not null references sessions on delete cascade,
  change text not null check (change in (
    'booked', 'edited', 'moved', 'confirmed', 'started', 'completed', 'no_show', 'cancelled', 'reinstated')),
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  reason text not null default '',
  from_room_id uuid references rooms,
  from_starts_at timestamptz,
  from_ends_at timestamptz
);
create index session_changes_session on session_changes (session_id, at, id);
