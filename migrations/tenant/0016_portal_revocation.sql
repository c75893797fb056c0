-- Who could enter no longer may once the studio corrects a client's address, withdraws access or archives: open links go and
-- logins end, in the transaction that changes the client, whatever changes it. Undoing the change brings none of them back.
create function end_portal_access() returns trigger language plpgsql as $$
begin
  delete from public.portal_links where client_id = new.id and used_at is null;
  update public.portal_logins set revoked_at = now() where client_id = new.id and revoked_at is null;
  return null;
end $$;

create trigger clients_end_portal_access after update of email, portal_access, archived_at on clients for each row
  when (old.email is distinct from new.email
    or (old.portal_access and not new.portal_access)
    or (old.archived_at is null and new.archived_at is not null))
  execute function end_portal_access();
