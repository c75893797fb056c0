-- Forms that were sent: a second post with the same key gets the first one's answer instead of doing the work again. A row is
-- written with the change itself; `answered_at` says that its answer is known. Kept for 24 hours.
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
