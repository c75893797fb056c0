-- A link by mail and the six-digit code beside it share one row: which address asked, how many codes were tried. Whom it lets in is
-- looked up when it is used. Neither link nor code is stored: both are derived from the id with keys that are in no database.
alter table portal_links add column email citext;
-- Keyed digest of the address that was typed, known or not: wrong codes are counted for it.
alter table portal_links add column asked_for bytea;
alter table portal_links add column tries integer not null default 0;
create index portal_links_email on portal_links (email) where used_at is null;

-- Null: the client itself, who is a person.
alter table portal_logins add column contact_id uuid references client_contacts (id) on delete cascade;
alter table portal_logins add column person_id uuid not null generated always as (coalesce(contact_id, client_id)) stored;
alter table portal_logins add column last_seen_at timestamptz;
-- A person's logins, the latest first.
create index portal_logins_person on portal_logins (person_id, created_at desc);
create index portal_logins_contact on portal_logins (contact_id) where contact_id is not null;

update portal_links l set email = c.email from clients c where c.id = l.client_id and l.used_at is null;
update portal_logins l set contact_id = k.id from clients c join client_contacts k on k.client_id = c.id and k.email = c.email and k.portal_access
where c.id = l.client_id and c.kind = 'company';

-- A person who could enter no longer may: open links of the address go, logins of the person end, in the transaction that changes
-- it, whatever changes it. Undoing the change brings none of them back.
create or replace function end_portal_access() returns trigger language plpgsql as $$
begin
  delete from public.portal_links where used_at is null and (client_id = new.id or email = old.email
    or email in (select k.email from public.client_contacts k where k.client_id = new.id and k.portal_access));
  update public.portal_logins set revoked_at = now() where client_id = new.id and revoked_at is null
    and (contact_id is null or new.archived_at is not null or (new.kind = 'company' and not new.portal_access));
  -- One address written down twice is corrected twice.
  update public.client_contacts set email = new.email
  where old.email is distinct from new.email and client_id = new.id and new.kind = 'company' and portal_access and email = old.email;
  return null;
end $$;

create function end_contact_access() returns trigger language plpgsql as $$
begin
  delete from public.portal_links where used_at is null and email = old.email;
  update public.portal_logins set revoked_at = now() where contact_id = old.id and revoked_at is null;
  return null;
end $$;

create trigger client_contacts_end_portal_access after update of email, portal_access on client_contacts for each row
  when (old.portal_access and (old.email is distinct from new.email or not new.portal_access))
  execute function end_contact_access();
create trigger client_contacts_end_portal_access_gone after delete on client_contacts for each row
  when (old.portal_access) execute function end_contact_access();

-- Without an address a contact cannot be let in.
create function close_without_address() returns trigger language plpgsql as $$
begin
  new.portal_access := false;
  return new;
end $$;
create trigger client_contacts_close_without_address before update of email on client_contacts for each row
  when (new.email is null and new.portal_access) execute function close_without_address();
