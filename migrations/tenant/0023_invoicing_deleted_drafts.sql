-- A draft that was deleted can be brought back for a day. It is kept as it was, out of sight of every query on invoices, and what it
-- billed may be billed elsewhere meanwhile.
create table deleted_drafts (
  id uuid primary key,
  draft jsonb not null,
  lines jsonb not null,
  taxes jsonb not null,
  deleted_at timestamptz not null
);
create index deleted_drafts_at on deleted_drafts (deleted_at);
