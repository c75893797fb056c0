-- As in a studio's database, for what changes users, members, logins and studios.
create table request_keys (
  key bytea primary key,
  fingerprint bytea not null,
  request_id text not null,
  created_at timestamptz not null default clock_timestamp(),
  answered_at timestamptz,
  location text,
  flash text
);
create index request_keys_created on request_keys (created_at);
