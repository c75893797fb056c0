-- How somebody who has just signed up enters the studio: its host is another one, so no cookie can go there. The link carries a
-- token that is good once and for minutes; only its SHA-256 is kept.
create table welcomes (
  token_hash bytea primary key,
  studio_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (studio_id, user_id) references members (studio_id, user_id) on delete cascade
);

-- Browsers from which a user has entered before, as the SHA-256 of a cookie of their own. Somebody who guesses passwords shuts
-- out unknown browsers only: tries from a known one are counted apart.
create table known_browsers (
  user_id uuid not null references users (id) on delete cascade,
  token_hash bytea not null,
  last_login_at timestamptz not null default now(),
  primary key (user_id, token_hash)
);
