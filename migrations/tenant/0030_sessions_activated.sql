-- No session takes time in a room that lacks an activation, whatever path a write takes: booking, moving, lengthening, bringing back.
-- The activations are held until the transaction ends: one that is being withdrawn is waited for, and one that a booking has found
-- standing cannot be withdrawn before the booking is committed.

-- For every table whose rows use a resource: its kind, and the column with its id.
create function require_activations() returns trigger language plpgsql as $$
declare
  standing integer;
begin
  select count(*) into standing from (
    select from public.activations
    where resource_kind = tg_argv[0] and resource_id = (to_jsonb(new) ->> tg_argv[1])::uuid and withdrawn_at is null
    for share) held;
  if standing < 2 then
    raise exception 'this % lacks an activation', tg_argv[0]
      using errcode = 'check_violation', constraint = tg_table_name || '_activated', table = tg_table_name;
  end if;
  return new;
end $$;

create trigger sessions_activated before insert on sessions for each row
  when (new.status <> 'cancelled') execute function require_activations('room', 'room_id');

-- Time that is given back needs no activation: a session can be cut short, cancelled or taken elsewhere.
create trigger sessions_activated_again before update of room_id, blocked_from, blocked_until, status on sessions for each row
  when (new.status <> 'cancelled' and (old.status = 'cancelled' or old.room_id <> new.room_id
    or new.blocked_from < old.blocked_from or new.blocked_until > old.blocked_until))
  execute function require_activations('room', 'room_id');
