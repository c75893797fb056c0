-- People of the portal are greeted by their first name, where it is known.
create or replace view portal_people as
  select c.id as person_id, c.id as client_id, c.name, c.name as client_name, c.email, c.portal_rights as rights, c.language, c.first_name
  from clients c
  where c.kind = 'person' and c.portal_access and c.archived_at is null
  union all
  select k.id, c.id, coalesce(nullif(concat_ws(' ', k.first_name, k.last_name), ''), k.email::text), c.name, k.email, k.portal_rights, c.language,
    k.first_name
  from client_contacts k join clients c on c.id = k.client_id
  where k.portal_access and c.archived_at is null and (c.portal_access or c.kind = 'person');
