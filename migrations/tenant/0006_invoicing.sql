-- Invoices and credit notes. A draft has no number and may change; once issued a document never changes again
-- (art. 242 nonies A ann. II CGI: a unique number in a chronological and continuous sequence; mistakes are mended by credit note).

create table invoice_series (
  -- One row a series and year: `FAC` 2026. Incremented inside the issuing transaction, so that a rollback leaves no gap.
  prefix text not null,
  year smallint not null,
  last_number integer not null default 0,
  last_issued_at timestamptz,
  primary key (prefix, year)
);

create table invoices (
  id uuid primary key,
  kind text not null check (kind in ('invoice', 'credit-note')),
  client_id uuid not null references clients (id),
  -- The session it was drawn up from, for the way back to the calendar.
  session_id uuid references sessions (id),
  -- For a credit note: what it corrects.
  credited_invoice_id uuid references invoices (id),
  number text unique,
  currency char(3) not null,
  issued_at timestamptz,
  issued_by uuid,
  issue_date date,
  due_date date,
  -- When the service was supplied; printed when it differs from the issue date.
  supplied_from date,
  supplied_to date,
  -- Seller and buyer as they were on the day of issue.
  seller jsonb,
  buyer jsonb,
  notes text not null default '',
  -- Why a credit note was made.
  reason text not null default '',
  net bigint not null default 0,
  tax bigint not null default 0,
  gross bigint not null default 0,
  paid bigint not null default 0,
  -- What credit notes have taken off.
  credited bigint not null default 0,
  sent_at timestamptz,
  sent_to text,
  paid_at timestamptz,
  overdue_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  revision integer not null default 1,
  check ((number is null) = (issued_at is null)),
  check (issued_at is null or (issue_date is not null and seller is not null and buyer is not null)),
  check ((kind = 'credit-note') = (credited_invoice_id is not null))
);
create index invoices_client on invoices (client_id, created_at desc);
create index invoices_session on invoices (session_id) where session_id is not null;
create index invoices_credited on invoices (credited_invoice_id) where credited_invoice_id is not null;
create index invoices_open on invoices (due_date) where issued_at is not null and paid_at is null and cancelled_at is null;
create index invoices_list on invoices (created_at desc, id desc);

create table invoice_lines (
  id uuid primary key,
  invoice_id uuid not null references invoices (id) on delete cascade,
  position integer not null,
  description text not null,
  detail text not null default '',
  quantity numeric(14, 4) not null,
  unit text not null check (unit in ('hour', 'half-day', 'day', 'piece', 'flat')),
  unit_price bigint not null,
  -- Basis points: 2000 is 20 %.
  vat_rate integer not null check (vat_rate between 0 and 10000),
  -- UNCL5305: S standard, E exempt, AE reverse charge, O out of scope, G export, K intra-community, Z zero.
  vat_category text not null check (vat_category in ('S', 'E', 'AE', 'O', 'G', 'K', 'Z')),
  -- Quantity times unit price, rounded half away from zero (EN 16931).
  net bigint not null,
  unique (invoice_id, position) deferrable initially deferred
);

-- One row a rate: VAT is reckoned on the sum of the rate's lines and rounded once (EN 16931 BR-CO-17).
create table invoice_taxes (
  invoice_id uuid not null references invoices (id) on delete cascade,
  vat_category text not null,
  vat_rate integer not null,
  base bigint not null,
  tax bigint not null,
  primary key (invoice_id, vat_category, vat_rate)
);

-- What was issued stays as it was, whoever asks: only how it is being paid, sent or credited may still be noted.
create function keep_issued_invoice() returns trigger language plpgsql as $$
begin
  if old.issued_at is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'invoice % is issued and stays', old.number using errcode = 'integrity_constraint_violation', constraint = 'invoice_issued';
  end if;
  if (new.id, new.kind, new.client_id, new.session_id, new.credited_invoice_id, new.number, new.currency, new.issued_at, new.issued_by,
      new.issue_date, new.due_date, new.supplied_from, new.supplied_to, new.seller, new.buyer, new.notes, new.reason, new.net, new.tax, new.gross)
     is distinct from
     (old.id, old.kind, old.client_id, old.session_id, old.credited_invoice_id, old.number, old.currency, old.issued_at, old.issued_by,
      old.issue_date, old.due_date, old.supplied_from, old.supplied_to, old.seller, old.buyer, old.notes, old.reason, old.net, old.tax, old.gross)
  then
    raise exception 'invoice % is issued and stays as it is', old.number using errcode = 'integrity_constraint_violation', constraint = 'invoice_issued';
  end if;
  return new;
end $$;
create trigger invoices_keep_issued before update or delete on invoices for each row execute function keep_issued_invoice();

create function keep_issued_parts() returns trigger language plpgsql as $$
declare
  owner uuid := case when tg_op = 'INSERT' then new.invoice_id else old.invoice_id end;
begin
  if exists (select 1 from invoices where id = owner and issued_at is not null) then
    raise exception 'the invoice is issued and stays as it is' using errcode = 'integrity_constraint_violation', constraint = 'invoice_issued';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger invoice_lines_keep_issued before insert or update or delete on invoice_lines for each row execute function keep_issued_parts();
create trigger invoice_taxes_keep_issued before insert or update or delete on invoice_taxes for each row execute function keep_issued_parts();
