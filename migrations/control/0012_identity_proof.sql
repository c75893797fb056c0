-- When the login last proved who is asking: by the password or the factor it was opened with, or once more since. Logins of before
-- have no such moment, and are asked.
alter table logins add column proved_at timestamptz;
alter table logins alter column proved_at set default now();

-- What was asked for by a login that has to prove itself first: encrypted with a key that is not here, good once and for minutes.
create table pending_requests (
  id uuid primary key,
  login_id uuid not null references logins (id) on delete cascade,
  request text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index pending_requests_login on pending_requests (login_id);
