-- What a line bills: something that another module offered, such as a session. Each source is billed once, whatever is asked for at
-- the same time, until its last line is removed, its draft is deleted or a credit note takes the whole invoice back.
alter table invoice_lines add column source_kind text, add column source_id uuid;

create table invoice_sources (
  invoice_id uuid not null references invoices (id) on delete cascade,
  source_kind text not null,
  source_id uuid not null,
  -- When a credit note took the invoice back: the source may be billed again.
  freed_at timestamptz,
  primary key (invoice_id, source_kind, source_id)
);
create unique index invoice_sources_once on invoice_sources (source_kind, source_id) where freed_at is null;

-- A session may take several lines, for its days and its hours: the first claims it, the last to go gives it back.
create function claim_line_source() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from invoice_sources where (invoice_id, source_kind, source_id) = (old.invoice_id, old.source_kind, old.source_id)
      and not exists (select 1 from invoice_lines
        where (invoice_id, source_kind, source_id) = (old.invoice_id, old.source_kind, old.source_id));
  else
    insert into invoice_sources (invoice_id, source_kind, source_id) values (new.invoice_id, new.source_kind, new.source_id)
      on conflict (invoice_id, source_kind, source_id) do nothing;
  end if;
  return null;
end $$;
create trigger invoice_lines_claim_source after insert on invoice_lines
  for each row when (new.source_id is not null) execute function claim_line_source();
create trigger invoice_lines_free_source after delete on invoice_lines
  for each row when (old.source_id is not null) execute function claim_line_source();

create function free_credited_sources() returns trigger language plpgsql as $$
begin
  update invoice_sources set freed_at = now() where invoice_id = new.id and freed_at is null;
  return null;
end $$;
create trigger invoices_free_sources after update of credited on invoices
  for each row when (new.credited > 0 and new.credited >= new.gross) execute function free_credited_sources();

insert into invoice_sources (invoice_id, source_kind, source_id, freed_at)
select id, 'session', session_id, case when credited > 0 and credited >= gross then now() end
from invoices where session_id is not null and kind = 'invoice';
-- Lines of what was issued stay as they were; their invoice has its claim all the same.
update invoice_lines set source_kind = 'session', source_id = invoices.session_id
from invoices where invoices.id = invoice_lines.invoice_id and invoices.session_id is not null and invoices.issued_at is null;

-- Processes of the release before still write invoices.session_id while this one is rolled out, and this one neither writes nor reads
-- it. The trigger and the column go with the next release.
create function claim_invoice_session() returns trigger language plpgsql as $$
begin
  insert into invoice_sources (invoice_id, source_kind, source_id) values (new.id, 'session', new.session_id);
  return null;
end $$;
create trigger invoices_claim_session after insert on invoices
  for each row when (new.session_id is not null and new.kind = 'invoice') execute function claim_invoice_session();
