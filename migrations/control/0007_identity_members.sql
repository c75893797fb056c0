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
