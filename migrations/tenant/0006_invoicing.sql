-- Invoices and credit notes. A draft has no number and may change; once issued a document never changes again
-- (art. 242 nonies A ann. II CGI: a unique number in a chronological and continuous sequence; mistakes are mended by credit note).

create table invoice_series (
  -- One row a series and year: `FAC` 2026. Incremented inside the issuing transaction, so that a rollback leaves no gap.
  prefix text not null,
  year smallint not null,
  last_number integer not null check (last_number > 0),
  last_issued_at timestamptz not null,
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
  number text constraint invoices_number unique,
  currency char(3) not null,
  -- The language in which it is written.
  locale text not null check (locale ~ '^[a-z]{2}$'),
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
  -- The provision that exempts lines of category E, in full (EN 16931 BT-120).
  exemption text not null default '',
  -- Why a credit note was made.
  reason text not null default '',
  net bigint not null default 0,
  tax bigint not null default 0,
  gross bigint not null default 0,
  -- Received less paid back.
  paid bigint not null default 0 check (paid >= 0),
  -- What credit notes have taken off.
  credited bigint not null default 0 check (credited >= 0),
  -- When it first left by mail.
  sent_at timestamptz,
  paid_at timestamptz,
  overdue_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  constraint invoices_issued_whole check (
    (number is null) = (issued_at is null)
    and (issued_at is null
      or (issue_date is not null and due_date is not null and seller is not null and buyer is not null and gross >= 0))),
  constraint invoices_credit_note check ((kind = 'credit-note') = (credited_invoice_id is not null)),
  constraint invoices_supplied check (supplied_to >= supplied_from)
);
create index invoices_client on invoices (client_id);
create index invoices_credited on invoices (credited_invoice_id) where credited_invoice_id is not null;
create index invoices_open on invoices (due_date) where issued_at is not null and paid_at is null and cancelled_at is null;
-- The order of the list: drafts, then the latest issued.
create index invoices_list on invoices (coalesce(issued_at, 'infinity'::timestamptz) desc, id desc);
-- A session is billed once, unless its invoice was taken back by a credit note.
create unique index invoices_session_once on invoices (session_id)
  where session_id is not null and kind = 'invoice' and not (credited > 0 and credited >= gross);

create table invoice_lines (
  id uuid primary key,
  invoice_id uuid not null references invoices (id) on delete cascade,
  position integer not null,
  description text not null,
  detail text not null default '',
  quantity numeric(14, 4) not null,
  unit text not null check (unit in ('hour', 'half-day', 'day', 'piece', 'flat')),
  -- A discount is a line of negative quantity: prices are never negative (EN 16931 BR-27).
  unit_price bigint not null check (unit_price >= 0),
  -- Basis points: 2000 is 20 %.
  vat_rate integer not null check (vat_rate between 0 and 10000),
  -- UNCL5305: S standard, E exempt, AE reverse charge, O out of scope, G export, K intra-community, Z zero.
  vat_category text not null check (vat_category in ('S', 'E', 'AE', 'O', 'G', 'K', 'Z')),
  -- Quantity times unit price, rounded half away from zero (EN 16931).
  net bigint not null,
  constraint invoice_lines_position unique (invoice_id, position) deferrable initially deferred,
  constraint invoice_lines_untaxed check ((vat_category = 'S') = (vat_rate > 0))
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

-- Mails that carry a document, or remind of it. Written when one is asked for; sent_at follows once the carrier has taken it.
create table invoice_mails (
  id uuid primary key,
  invoice_id uuid not null references invoices (id),
  kind text not null check (kind in ('document', 'reminder')),
  recipient text not null,
  requested_at timestamptz not null,
  sent_at timestamptz
);
create index invoice_mails_of on invoice_mails (invoice_id, requested_at desc);

-- A series only ever counts up, one by one, and its dates never go back.
create function keep_series_continuous() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and new.last_number = 1 then
    return new;
  end if;
  if tg_op = 'UPDATE' and new.prefix = old.prefix and new.year = old.year
     and new.last_number = old.last_number + 1 and new.last_issued_at >= old.last_issued_at then
    return new;
  end if;
  raise exception 'the series of invoice numbers is continuous' using errcode = 'integrity_constraint_violation', constraint = 'invoice_series';
end $$;
create trigger invoice_series_continuous before insert or update or delete on invoice_series for each row execute function keep_series_continuous();

-- What was issued stays as it was, whoever asks: only how it is being paid, sent or credited may still be noted.
create function keep_issued_invoice() returns trigger language plpgsql as $$
declare
  noted constant text[] := array['paid', 'credited', 'sent_at', 'paid_at', 'overdue_at', 'cancelled_at'];
begin
  if old.issued_at is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- All other columns, those of later migrations included.
  if tg_op = 'UPDATE' and (to_jsonb(new) - noted) = (to_jsonb(old) - noted) then
    return new;
  end if;
  raise exception 'invoice % is issued and stays as it is', old.number using errcode = 'integrity_constraint_violation', constraint = 'invoice_issued';
end $$;
create trigger invoices_keep_issued before update or delete on invoices for each row execute function keep_issued_invoice();

create function keep_issued_parts() returns trigger language plpgsql as $$
declare
  touched uuid[] := case tg_op
    when 'INSERT' then array[new.invoice_id]
    when 'DELETE' then array[old.invoice_id]
    else array[old.invoice_id, new.invoice_id] end;
begin
  -- The lock waits for an issuance that is under way; the look after it sees what came of that.
  perform 1 from invoices where id = any (touched) for key share;
  if exists (select 1 from invoices where id = any (touched) and issued_at is not null) then
    raise exception 'the invoice is issued and stays as it is' using errcode = 'integrity_constraint_violation', constraint = 'invoice_issued';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger invoice_lines_keep_issued before insert or update or delete on invoice_lines for each row execute function keep_issued_parts();
create trigger invoice_taxes_keep_issued before insert or update or delete on invoice_taxes for each row execute function keep_issued_parts();

create trigger invoices_no_truncate before truncate on invoices for each statement execute function refuse_change();
create trigger invoice_lines_no_truncate before truncate on invoice_lines for each statement execute function refuse_change();
create trigger invoice_taxes_no_truncate before truncate on invoice_taxes for each statement execute function refuse_change();
create trigger invoice_series_no_truncate before truncate on invoice_series for each statement execute function refuse_change();
