-- Who enters the portal is a person: a client who is one, or one of a client's contacts. Each has an address and rights of their own.
alter table clients add column portal_rights text[] not null default '{see,book,pay,approve,sign}'
  check (portal_rights <@ '{see,book,pay,approve,sign}'::text[]);
alter table client_contacts add column portal_access boolean not null default false;
alter table client_contacts add column portal_rights text[] not null default '{see,book,pay}'
  check (portal_rights <@ '{see,book,pay,approve,sign}'::text[]);
alter table client_contacts add constraint client_contacts_portal_email check (not portal_access or email is not null);

-- For a company, portal_access opens the portal to its people; it needs no address itself.
alter table clients drop constraint clients_check;
alter table clients add constraint clients_portal_person_email check (not portal_access or email is not null or kind = 'company');

-- Two clients who are people cannot share an address; one person who works for several companies enters with one.
drop index clients_portal_email;
create unique index clients_portal_email on clients (email) where portal_access and archived_at is null and kind = 'person';
create index client_contacts_portal_email on client_contacts (email) where portal_access;

-- Those who may enter just now.
create view portal_people as
  select c.id as person_id, c.id as client_id, c.name, c.name as client_name, c.email, c.portal_rights as rights, c.language
  from clients c
  where c.kind = 'person' and c.portal_access and c.archived_at is null
  union all
  select k.id, c.id, coalesce(nullif(concat_ws(' ', k.first_name, k.last_name), ''), k.email::text), c.name, k.email, k.portal_rights, c.language
  from client_contacts k join clients c on c.id = k.client_id
  where k.portal_access and c.archived_at is null and (c.portal_access or c.kind = 'person');

-- A company that is let in by its own address, whatever writes it, has a contact with that address who enters.
create function open_company_portal() returns trigger language plpgsql as $$
begin
  if exists (select from public.client_contacts where client_id = new.id and portal_access) then
    return null;
  end if;
  update public.client_contacts set portal_access = true, portal_rights = new.portal_rights
  where id = (select id from public.client_contacts where client_id = new.id and email = new.email order by is_primary desc, id limit 1);
  if not found then
    insert into public.client_contacts (id, client_id, email, portal_access, portal_rights)
    values (gen_random_uuid(), new.id, new.email, true, new.portal_rights);
  end if;
  return null;
end $$;

create trigger clients_open_company_portal after insert or update of kind, email, portal_access on clients for each row
  when (new.kind = 'company' and new.portal_access and new.email is not null)
  execute function open_company_portal();

-- The addresses that open the portal today move over: those of companies to a contact.
insert into client_contacts (id, client_id, email, portal_access, portal_rights)
select gen_random_uuid(), c.id, c.email, true, c.portal_rights from clients c
where c.kind = 'company' and c.portal_access
  and not exists (select from client_contacts k where k.client_id = c.id and k.email = c.email);
update client_contacts k set portal_access = true, portal_rights = c.portal_rights from clients c
where c.id = k.client_id and c.kind = 'company' and c.portal_access and k.email = c.email and not k.portal_access
  and k.id = (select o.id from client_contacts o where o.client_id = c.id and o.email = c.email order by o.is_primary desc, o.id limit 1);
