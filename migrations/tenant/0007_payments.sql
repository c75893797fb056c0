-- Money received. Corrections are further rows, never changes (art. 286-I-3° bis CGI).

create table checkouts (
  -- A client's attempt to pay by card. Its id is the idempotency key towards the gateway.
  id uuid primary key,
  invoice_id uuid not null references invoices (id),
  client_id uuid not null references clients (id),
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  gateway text not null,
  -- What the gateway calls it, once it has answered.
  gateway_reference text,
  status text not null default 'open' check (status in ('open', 'pending', 'succeeded', 'failed')),
  failure text,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  unique (gateway, gateway_reference)
);
create index checkouts_invoice on checkouts (invoice_id, created_at desc);
-- Those that a scheduled job asks the gateway about.
create index checkouts_pending on checkouts (created_at) where status = 'pending';

create table payments (
  id uuid primary key,
  invoice_id uuid not null references invoices (id),
  client_id uuid not null references clients (id),
  checkout_id uuid references checkouts (id),
  amount bigint not null check (amount <> 0),
  currency char(3) not null,
  method text not null check (method in ('card', 'transfer', 'cash', 'cheque', 'other')),
  reference text not null default '',
  note text not null default '',
  received_on date not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  -- However often the return page or the webhook comes, a checkout is paid once.
  unique (checkout_id)
);
create index payments_invoice on payments (invoice_id, created_at);
create index payments_list on payments (created_at desc, id desc);
create trigger payments_append_only before update or delete or truncate on payments for each statement execute function refuse_change();

-- The test gateway's own book: what an acquirer would know. Only the local stand-in reads and writes it.
create table local_charges (
  reference text primary key,
  checkout_id uuid not null unique,
  amount bigint not null,
  currency char(3) not null,
  outcome text not null check (outcome in ('succeeded', 'failed')),
  failure text,
  last4 text not null,
  created_at timestamptz not null default now()
);
