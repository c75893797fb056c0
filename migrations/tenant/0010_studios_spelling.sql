-- One spelling: the module is called studios, and the words of an enum value are joined by hyphens. Processes of the release
-- before still write the old spelling while this one is rolled out, so the checks take both and a trigger mends what they
-- write; both go with the next release. The audit trail is append-only, and this renames what an action is called, once.
alter table audit disable trigger audit_append_only;
update audit set action = 'studios' || substr(action, length('organizations') + 1) where starts_with(action, 'organizations.');
alter table audit enable trigger audit_append_only;

alter table sessions drop constraint sessions_status_check;
alter table sessions add constraint sessions_status_check check (status in (
  'scheduled', 'confirmed', 'in-progress', 'in_progress', 'completed', 'cancelled', 'no-show', 'no_show')) not valid;
alter table session_changes drop constraint session_changes_change_check;
alter table session_changes add constraint session_changes_change_check check (change in (
  'booked', 'edited', 'moved', 'confirmed', 'started', 'completed', 'no-show', 'no_show', 'cancelled', 'reinstated')) not valid;

create function hyphenate_status() returns trigger language plpgsql as $$
begin
  new.status := replace(new.status, '_', '-');
  return new;
end $$;
create trigger sessions_hyphenate before insert or update of status on sessions
  for each row when (new.status like '%\_%') execute function hyphenate_status();

create function hyphenate_change() returns trigger language plpgsql as $$
begin
  new.change := replace(new.change, '_', '-');
  return new;
end $$;
create trigger session_changes_hyphenate before insert on session_changes
  for each row when (new.change like '%\_%') execute function hyphenate_change();

update sessions set status = replace(status, '_', '-') where status like '%\_%';
update session_changes set change = replace(change, '_', '-') where change like '%\_%';
