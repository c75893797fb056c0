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
  -- open: nobody has given a card yet. pending: the gateway was asked, and its answer is not known.
  status text not null default 'open' check (status in ('open', 'pending', 'succeeded', 'failed')),
  failure text,
  created_at timestamptz not null,
  charged_at timestamptz,
  -- When the gateway is asked next what became of it.
  ask_at timestamptz,
  settled_at timestamptz,
  unique (gateway, gateway_reference),
  constraint checkouts_pending check (status <> 'pending' or (charged_at is not null and ask_at is not null))
);
create index checkouts_invoice on checkouts (invoice_id, created_at desc);
-- Two attempts at once could charge two cards.
create unique index checkouts_one_at_a_time on checkouts (invoice_id) where status in ('open', 'pending');
-- Those that jobs ask the gateway about.
create index checkouts_unanswered on checkouts (ask_at) where status = 'pending';

create table payments (
  id uuid primary key,
  invoice_id uuid not null references invoices (id),
  client_id uuid not null references clients (id),
  checkout_id uuid references checkouts (id),
  -- Negative: paid back, or a correction of what was entered by mistake.
  amount bigint not null check (amount <> 0),
  currency char(3) not null,
  method text not null check (method in ('card', 'transfer', 'cash', 'cheque', 'other')),
  reference text not null default '',
  note text not null default '',
  received_on date not null,
  created_at timestamptz not null,
  created_by uuid,
  -- However often the return page or the webhook comes, a checkout is paid once.
  constraint payments_checkout_once unique (checkout_id),
  constraint payments_reason check (amount > 0 or note <> '')
);
create index payments_invoice on payments (invoice_id, created_at);
create index payments_list on payments (created_at desc, id desc);
create trigger payments_append_only before update or delete on payments for each row execute function refuse_change();
create trigger payments_no_truncate before truncate on payments for each statement execute function refuse_change();

-- The test gateway's own book: what an acquirer would know. Only the local stand-in reads and writes it.
create table local_charges (
  reference text primary key,
  checkout_id uuid not null unique,
  amount bigint not null,
  currency char(3) not null,
  outcome text not null check (outcome in ('succeeded', 'failed')),
  failure text,
  last4 char(4) not null,
  -- From when on it tells the outcome to whoever asks: a card that times out lets one wait.
  known_at timestamptz not null,
  created_at timestamptz not null
);
