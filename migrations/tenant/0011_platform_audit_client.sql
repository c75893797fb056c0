-- The client whom an action concerns, whatever its subject is: one index answers the timeline of a client across modules.
alter table audit add column client_id uuid;
alter table audit disable trigger audit_append_only;
update audit set client_id = case subject_kind
  when 'client' then subject_id
  when 'session' then (select s.client_id from sessions s where s.id = audit.subject_id)
  when 'invoice' then (select i.client_id from invoices i where i.id = audit.subject_id) end
where subject_kind in ('client', 'session', 'invoice');
alter table audit enable trigger audit_append_only;
create index audit_client on audit (client_id, at desc, id desc) where client_id is not null;
