-- A studio has an owner as long as there is one: whatever takes the last one away is refused, by any door and however many requests
-- come at once. The lock on the studio's row makes them take turns, and each counts what the others have left.
create function keep_an_owner() returns trigger language plpgsql as $$
begin
  -- Nothing is found where the studio itself goes, with all of its members.
  perform 1 from studios where id = old.studio_id and status <> 'deleted' for no key update;
  if found and not exists (select 1 from members where studio_id = old.studio_id and role = 'owner') then
    raise exception 'a studio keeps one owner' using errcode = 'check_violation', constraint = 'members_last_owner';
  end if;
  return null;
end $$;
create trigger members_last_owner after delete or update of role on members
  for each row when (old.role = 'owner') execute function keep_an_owner();

-- Who is asked to join a studio, and as what. One open invitation an address: it is kept with its domain as DNS has it, so that
-- two spellings of one mailbox are one.
create table invitations (
  id uuid primary key,
  studio_id uuid not null references studios (id) on delete cascade,
  email citext not null,
  role text not null check (role in ('owner', 'admin', 'manager', 'user')),
  -- The name is kept for when the inviter is gone.
  invited_by uuid references users (id) on delete set null,
  inviter_name text not null,
  days integer not null check (days between 1 and 30),
  -- Counts the mails: links of earlier ones open nothing.
  sending integer not null default 1,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- The mail of this sending could not leave.
  unsent_at timestamptz,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create unique index invitations_open on invitations (studio_id, email) where accepted_at is null and revoked_at is null;
create index invitations_inviter on invitations (invited_by);

-- Of a link only the SHA-256 of its token is kept. A job that is tried again makes another one of the same sending.
create table invitation_links (
  token_hash bytea primary key,
  invitation_id uuid not null references invitations (id) on delete cascade,
  sending integer not null
);
create index invitation_links_invitation on invitation_links (invitation_id);
