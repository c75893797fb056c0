-- The second factor of a user: the secret that their authenticator app shares with us, encrypted with a key that is not here.
create table two_factors (
  user_id uuid primary key references users (id) on delete cascade,
  secret text not null,
  -- Steps of thirty seconds whose code was taken: each is good once. Only those that could still be sent are kept.
  used_steps bigint[] not null default '{}',
  added_at timestamptz not null
);

-- For those who have lost the app: each is good once. Hashed with a key that is not here, as they are short.
create table backup_codes (
  user_id uuid not null references two_factors (user_id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- The password was right, the second factor is still to come.
create table half_logins (
  token_hash bytea primary key,
  studio_id uuid not null,
  user_id uuid not null,
  -- Where the visitor wanted to go.
  next text not null,
  tries smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (studio_id, user_id) references members (studio_id, user_id) on delete cascade
);
create index half_logins_member on half_logins (studio_id, user_id);

-- Browsers that need no second factor for a while. They end with it.
create table remembered_devices (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references two_factors (user_id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text not null
);
create index remembered_devices_user on remembered_devices (user_id);
