-- The address in the mail of an invoice: who has it sees and pays that one document, without a login. Nothing that is stored opens
-- it, because the address carries a signature. It ends by itself, or when the studio ends it.
create table invoice_links (
  id uuid primary key,
  invoice_id uuid not null references invoices (id),
  -- A mail that is tried again carries the same link.
  mail_id uuid not null unique references invoice_mails (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index invoice_links_of on invoice_links (invoice_id);
