-- Passkeys: key pairs of a user's devices. Only the public half is here. Each is good at one host, as browsers see to it.
create table passkeys (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  host text not null,
  -- Base64url, as browsers say it.
  credential_id text not null constraint passkeys_credential unique,
  -- By which the authenticator knows the user: random, the same for all of a user's passkeys at a host.
  user_handle text not null,
  public_key bytea not null,
  -- How often it has signed; those that are copied between devices always say 0.
  counter bigint not null,
  transports text[] not null,
  is_synced boolean not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id);

-- Challenges that were answered, until they would be too old anyway: each is good once, in whatever process or region.
create table spent_challenges (
  challenge_hash bytea primary key,
  expires_at timestamptz not null
);
