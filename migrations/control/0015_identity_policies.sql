-- How a studio lets its members in, where it asks for more than the house does: nothing said is the house's own rule. These are columns
-- of studios because every request knows that row already.
alter table studios add column factor_from date;
alter table studios add column idle_login_hours smallint;
alter table studios add column longest_login_hours smallint;
-- Each with what it is called: [{ "range": "192.0.2.0/24", "remark": "office" }].
alter table studios add column address_ranges jsonb not null default '[]';

-- The passkey that opened the login, or that was made in it: both factors at once, as long as there is that passkey.
alter table logins add column passkey_id uuid;

-- Processes remember who is signed in, and whether with a second factor: what changes about that is announced like the rest.
create function notify_people_factor() returns trigger language plpgsql as $$
begin
  perform pg_notify('regie_people', coalesce(new.user_id, old.user_id)::text);
  return null;
end $$;
create trigger two_factors_notify after insert or delete on two_factors for each row execute function notify_people_factor();
create trigger passkeys_notify after delete on passkeys for each row execute function notify_people_factor();
create trigger logins_passkey_notify after update of passkey_id on logins for each row execute function notify_people_factor();

-- What a studio asks of all its members counts at once for those who are signed in. After studios_notify, by the order of the names, so
-- that who looks again finds the new rule.
create function notify_people_studio() returns trigger language plpgsql as $$
begin
  perform pg_notify('regie_people', user_id::text) from members where studio_id = new.id;
  return null;
end $$;
create trigger studios_policy_notify after update of factor_from, idle_login_hours, longest_login_hours, address_ranges on studios
  for each row execute function notify_people_studio();
