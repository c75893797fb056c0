-- Processes remember for a moment who is signed in, and listen here: whatever changes about a login, a member or a user is
-- announced with the user's id when it is committed. Being seen changes nothing that is remembered, so it is not told.
create function notify_people() returns trigger language plpgsql as $$
begin
  perform pg_notify('regie_people', old.user_id::text);
  return null;
end $$;
create function notify_people_user() returns trigger language plpgsql as $$
begin
  perform pg_notify('regie_people', old.id::text);
  return null;
end $$;
create trigger logins_notify after update of token_hash, studio_id, user_id, expires_at, revoked_at or delete on logins
  for each row execute function notify_people();
create trigger members_notify after update or delete on members for each row execute function notify_people();
create trigger users_notify after update or delete on users for each row execute function notify_people_user();
