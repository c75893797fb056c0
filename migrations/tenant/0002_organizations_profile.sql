-- Who the studio is in law, how it is paid and what its invoices say. One row, written when the studio is made; every
-- document copies from it when it is issued, so that a change here never reaches a document that has left.
-- Empty text means "not given": a document leaves the line out.
create table studio_profile (
  id boolean primary key default true check (id),
  legal_name text not null default '' check (length(legal_name) <= 200),
  legal_form text not null default '' check (length(legal_form) <= 100),
  -- Minor units; the currency stands beside it because the studio's own may change later.
  capital bigint check (capital >= 0),
  capital_currency char(3),
  address_line1 text not null default '' check (length(address_line1) <= 200),
  address_line2 text not null default '' check (length(address_line2) <= 200),
  postal_code text not null default '' check (length(postal_code) <= 20),
  city text not null default '' check (length(city) <= 100),
  -- ISO 3166-1 alpha-2.
  country text not null default 'FR' check (country ~ '^[A-Z]{2}$'),
  siren text not null default '' check (siren ~ '^([0-9]{9})?$'),
  siret text not null default '' check (siret ~ '^([0-9]{14})?$'),
  rcs text not null default '' check (length(rcs) <= 100),
  ape_code text not null default '' check (ape_code ~ '^([0-9]{4}[A-Z])?$'),
  vat_number text not null default '' check (length(vat_number) <= 20),
  vat_regime text not null default 'normal' check (vat_regime in ('normal', 'debits', 'franchise')),
  phone text not null default '' check (length(phone) <= 50),
  email text not null default '' check (length(email) <= 254),
  website text not null default '' check (length(website) <= 300),
  iban text not null default '' check (iban ~ '^([A-Z]{2}[0-9]{2}[A-Z0-9]{11,30})?$'),
  bic text not null default '' check (bic ~ '^([A-Z0-9]{8}([A-Z0-9]{3})?)?$'),
  account_holder text not null default '' check (length(account_holder) <= 200),
  -- Article L. 441-10 of the Commercial Code: sixty days at most after the date of issue.
  payment_days smallint not null default 30 check (payment_days between 0 and 60),
  late_penalty_text text not null default '' check (length(late_penalty_text) <= 2000),
  early_payment_text text not null default '' check (length(early_payment_text) <= 2000),
  logo_key text,
  logo_type text check (logo_type in ('image/png', 'image/jpeg')),
  logo_width integer check (logo_width > 0),
  logo_height integer check (logo_height > 0),
  updated_at timestamptz not null default now(),
  constraint studio_profile_capital check ((capital is null) = (capital_currency is null)),
  constraint studio_profile_siret check (siret = '' or siren = '' or starts_with(siret, siren)),
  constraint studio_profile_logo check (num_nonnulls(logo_key, logo_type, logo_width, logo_height) in (0, 4))
);
