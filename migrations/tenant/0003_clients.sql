-- Customers of the studio, people and companies, with their contacts, members and notes, and the imports that brought them in.

-- One row for each upload; the file itself lies in the studio's storage until the import is over.
create table client_imports (
  id uuid primary key,
  file_name text not null,
  file_key text,
  format text not null check (format in ('csv', 'vcard')),
  status text not null default 'uploaded' check (status in ('uploaded', 'ready', 'running', 'done', 'failed', 'discarded')),
  -- How a CSV is read: delimiter, encoding, whether it has headings, which column is what.
  mapping jsonb,
  -- What the dry run found: counts, first rows, first errors.
  report jsonb,
  duplicates text not null default 'skip' check (duplicates in ('skip', 'update', 'create')),
  leaves_out boolean not null default false,
  -- Counts up with every try of the job, so that a try which was given up cannot finish after its successor began.
  attempt integer not null default 0,
  rows_done integer not null default 0,
  rows_total integer not null default 0,
  rows_created integer not null default 0,
  rows_updated integer not null default 0,
  rows_skipped integer not null default 0,
  rows_faulty integer not null default 0,
  failure text,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null,
  finished_at timestamptz
);
create index client_imports_unfinished on client_imports (created_at) where file_key is not null;

-- Rows on their way in. They cost no write-ahead log: after a crash the job reads the file again.
create unlogged table client_import_rows (
  import_id uuid not null references client_imports on delete cascade,
  attempt integer not null,
  position integer not null,
  client_id uuid not null,
  is_update boolean not null,
  data jsonb not null,
  primary key (import_id, attempt, position)
);

create table clients (
  id uuid primary key,
  kind text not null default 'person' check (kind in ('person', 'company')),
  name text not null check (name <> '' and char_length(name) <= 200),
  artist_name text,
  prefix text,
  first_name text,
  middle_name text,
  last_name text,
  suffix text,
  email citext,
  phone text,
  -- Further ones, each {"label", "value"}, in the order in which they were written down.
  phones jsonb not null default '[]' check (jsonb_typeof(phones) = 'array'),
  emails jsonb not null default '[]' check (jsonb_typeof(emails) = 'array'),
  websites jsonb not null default '[]' check (jsonb_typeof(websites) = 'array'),
  street text,
  postal_code text,
  city text,
  region text,
  country text check (country ~ '^[A-Z]{2}$'),
  delivery_address text,
  birthday date,
  gender text check (gender in ('female', 'male', 'other')),
  language text check (language ~ '^[a-z]{2,3}$'),
  currency text check (currency ~ '^[A-Z]{3}$'),
  notes text,
  is_vip boolean not null default false,
  portal_access boolean not null default false check (not portal_access or email is not null),
  siren text check (siren ~ '^\d{9}$'),
  siret text check (siret ~ '^\d{14}$'),
  vat_number text,
  -- Basis points; null is the studio's own rule, 0 is no deposit.
  default_deposit_percent integer check (default_deposit_percent between 0 and 10000),
  custom_fields jsonb not null default '[]' check (jsonb_typeof(custom_fields) = 'array'),
  archived_at timestamptz,
  archived_by uuid,
  -- The import that last wrote this row.
  import_id uuid references client_imports on delete set null,
  revision integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  -- What lists are sorted by, and what is searched: without accents and case. Phones also as bare digits, as people type them.
  sort_name text collate "C" not null generated always as (fold(name)) stored,
  search text not null generated always as (fold(
    name || ' ' || coalesce(artist_name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' '
    || coalesce(email::text, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(regexp_replace(phone, '\D', '', 'g'), '') || ' '
    || coalesce(city, '') || ' ' || coalesce(siren, ''))) stored,
  -- For foreign keys that care for the kind.
  unique (id, kind)
);
create index clients_active_by_name on clients (sort_name, id) where archived_at is null;
create index clients_by_name on clients (sort_name, id);
create index clients_by_email on clients (email) where email is not null;
create index clients_search on clients using gin (search gin_trgm_ops);
create index clients_similar_name on clients using gin (sort_name gin_trgm_ops);
create index clients_by_import on clients (import_id) where import_id is not null;
-- A magic link must lead to one client.
create unique index clients_portal_email on clients (email) where portal_access and archived_at is null;

-- Whom to speak to at a client's.
create table client_contacts (
  id uuid primary key,
  client_id uuid not null references clients on delete cascade,
  first_name text,
  last_name text,
  title text,
  email citext,
  phone text,
  is_primary boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  check (coalesce(first_name, last_name, email::text, phone) is not null)
);
create index client_contacts_of on client_contacts (client_id);
create unique index client_contacts_primary on client_contacts (client_id) where is_primary;

-- Which people belong to which company. The kinds stand in the keys, so that neither side can turn into the other meanwhile.
create table company_members (
  id uuid primary key,
  company_id uuid not null,
  company_kind text not null generated always as ('company') stored,
  person_id uuid not null,
  person_kind text not null generated always as ('person') stored,
  role text,
  is_primary boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint company_members_company foreign key (company_id, company_kind) references clients (id, kind),
  constraint company_members_person foreign key (person_id, person_kind) references clients (id, kind),
  constraint company_members_once unique (company_id, person_id)
);
create index company_members_of_person on company_members (person_id);
create unique index company_members_primary on company_members (company_id) where is_primary;

-- What was noted about a client, and by whom; the name is kept as it was.
create table client_notes (
  id uuid primary key,
  client_id uuid not null references clients on delete cascade,
  note text not null check (note <> ''),
  author_id uuid,
  author_name text not null,
  created_at timestamptz not null default clock_timestamp(),
  edited_at timestamptz
);
create index client_notes_of on client_notes (client_id, id desc);
