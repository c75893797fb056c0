-- How clients get in: a link by mail, good once and for half an hour; then a login of their own.
-- Neither table holds anything that opens a door: a link is proved by a signature, a login by the hash of its token.
create table portal_links (
  id uuid primary key,
  -- Null when nobody has that address: asking is then the same work and looks the same from outside.
  client_id uuid references clients (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index portal_links_created on portal_links (created_at);

create table portal_logins (
  id uuid primary key,
  client_id uuid not null references clients (id) on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address text not null,
  user_agent text not null
);
create index portal_logins_client on portal_logins (client_id);
