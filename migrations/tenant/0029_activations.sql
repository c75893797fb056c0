-- What can be booked is used only while both of its activations stand, the technical and the commercial one. One table for all kinds of
-- resources: a row for each giving, to which its withdrawal is added once, so that who did what, when and why is kept for good.
create table activations (
  id uuid primary key,
  -- As the log calls the thing: room.
  resource_kind text not null check (resource_kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- No foreign key: the kinds have tables of their own, and none of them deletes what was activated.
  resource_id uuid not null,
  kind text not null check (kind in ('technical', 'commercial')),
  given_at timestamptz not null,
  given_by uuid,
  given_by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_by_name text,
  -- Null for what was withdrawn before reasons were asked for.
  reason text check (length(reason) between 1 and 500),
  constraint activations_withdrawal check (
    (withdrawn_at is null) = (withdrawn_by_name is null)
    and (withdrawn_at is not null or (withdrawn_by is null and reason is null)))
);
create unique index activations_standing on activations (resource_kind, resource_id, kind) where withdrawn_at is null;
create index activations_resource on activations (resource_kind, resource_id, given_at);

-- History is added to and never rewritten, whatever statement tries.
create function keep_activations() returns trigger language plpgsql as $$
declare
  withdrawal constant text[] := '{withdrawn_at,withdrawn_by,withdrawn_by_name,reason}';
begin
  if tg_op = 'UPDATE' then
    if old.withdrawn_at is null and new.withdrawn_at is not null and to_jsonb(old) - withdrawal = to_jsonb(new) - withdrawal then
      return new;
    end if;
  end if;
  raise exception 'an activation stays as it was given; it can only be withdrawn, once'
    using errcode = 'check_violation', constraint = 'activations_kept';
end $$;
create trigger activations_kept before update or delete on activations for each row execute function keep_activations();
create trigger activations_kept_all before truncate on activations for each statement execute function keep_activations();

insert into activations (id, resource_kind, resource_id, kind, given_at, given_by, given_by_name, withdrawn_at, withdrawn_by, withdrawn_by_name)
select id, 'room', room_id, kind, given_at, given_by, given_by_name, withdrawn_at, withdrawn_by, withdrawn_by_name from room_activations;

-- Processes of the release before write the old table until they are replaced: what they give or withdraw counts.
create function copy_room_activation() returns trigger language plpgsql as $$
begin
  if new.withdrawn_at is null then
    insert into public.activations (id, resource_kind, resource_id, kind, given_at, given_by, given_by_name)
    values (new.id, 'room', new.room_id, new.kind, new.given_at, new.given_by, new.given_by_name)
    on conflict do nothing;
  else
    update public.activations
    set withdrawn_at = new.withdrawn_at, withdrawn_by = new.withdrawn_by, withdrawn_by_name = new.withdrawn_by_name
    where id = new.id and withdrawn_at is null;
  end if;
  return null;
end $$;
create trigger room_activations_copy after insert or update on room_activations for each row execute function copy_room_activation();
