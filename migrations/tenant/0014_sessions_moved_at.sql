-- When a session was last moved: invoicing warns when that was after its invoice. What the page of a session shows as its history
-- is the audit trail, so session_changes, which repeated it, is no longer written or read. Processes of the release before still
-- write it while this one is rolled out, hence the trigger; both go with the next release.
alter table sessions add column moved_at timestamptz;
update sessions set moved_at = moves.at
from (select session_id, max(at) as at from session_changes where change = 'moved' group by session_id) moves
where moves.session_id = sessions.id;

create function keep_moved_at() returns trigger language plpgsql as $$
begin
  update sessions set moved_at = new.at where id = new.session_id;
  return new;
end $$;
create trigger session_changes_moved_at after insert on session_changes
  for each row when (new.change = 'moved') execute function keep_moved_at();
