-- A user who has lost the app and the codes asks for the password alone to do: only after three days of mails. It ends with the factor.
create table factor_recoveries (
  id uuid primary key,
  user_id uuid not null unique references two_factors (user_id) on delete cascade,
  -- Where it was asked for, and whose mail tells of it.
  studio_id uuid not null,
  requested_at timestamptz not null,
  due_at timestamptz not null,
  foreign key (studio_id, user_id) references members (studio_id, user_id) on delete cascade
);
create index factor_recoveries_studio on factor_recoveries (studio_id);
