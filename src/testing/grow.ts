/** A studio after years of work, written with SQL in seconds: for what must not depend on how much there is. */
import type postgres from 'postgres';

export interface Size {
  readonly clients: number;
  readonly sessions: number;
  readonly invoices: number;
}

/** By the segment of an address that stands before an id: what to open, of the studio's busiest client where it is a client's. */
export type Grown = Readonly<Record<string, readonly string[]>>;

/** Ids that grow with `n`, as those of the product grow with time. */
const FUNCTIONS = `
  create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable as $$
    select ('0190' || lpad(to_hex(abs(hashtext(kind)) % 65536), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
  create function pg_temp.pick(n bigint, variadic words text[]) returns text language sql immutable as $$
    select words[1 + n % cardinality(words)] $$;`;

const NAMES = `pg_temp.pick(n, 'Élodie', 'Mathis', 'Zoé', 'Noël', 'Inès', 'Maël', 'Chloé', 'Rémi', 'Aïcha', 'Théo', 'Maud') || ' ' ||
  pg_temp.pick(n / 11, 'Marchand', 'Lefèvre', 'Müller', 'Garnier', 'Chevalier', 'Roussel', 'Benali', 'Moreau', 'Da Silva', 'Guérin',
    'Faure', 'Blanchard', 'Renaud', 'Lemaître', 'Perrin', 'Colin', 'Masson', 'Vidal', 'Hamon') || ' ' || n`;

/** The first client is a company with a tenth of everything. */
const CLIENTS = `
  insert into clients (id, kind, name, artist_name, first_name, email, phone, city, portal_access, archived_at, is_vip, created_at, updated_at)
  select pg_temp.id('client', n), case when n % 3 = 1 then 'company' else 'person' end, ${NAMES},
    case when n % 7 = 0 then 'MC ' || n end, split_part(${NAMES}, ' ', 1), case when n % 5 <> 0 then 'client.' || n || '@exemple.example' end,
    '+33 6 ' || lpad((n * 7919 % 100000000)::text, 8, '0'), pg_temp.pick(n, 'Paris', 'Montreuil', 'Lyon', 'Nantes'), n % 10 = 1,
    case when n % 20 = 0 then now() end, n % 50 = 1, now() - (:clients - n) * interval '1 hour', now() - (n * 37 % :clients) * interval '1 hour'
  from generate_series(1, :clients) n;
  insert into client_contacts (id, client_id, first_name, last_name, email, is_primary, portal_access)
  select pg_temp.id('contact', n), pg_temp.id('client', case when n <= 120 then 1 else n end), 'Camille', 'Vasseur ' || n, 'c' || n || '@exemple.example', n % 120 = 1, n % 120 = 1
  from generate_series(1, :clients / 3) n;
  insert into client_notes (id, client_id, note, author_name, created_at)
  select pg_temp.id('note', n), pg_temp.id('client', case when n <= 120 then 1 else n end), 'Rappeler avant le mixage, préfère le soir. ' || n, 'Owen', now()
  from generate_series(1, :clients / 3) n;
  insert into company_members (id, company_id, person_id, role)
  select pg_temp.id('member', n), pg_temp.id('client', case when n <= 150 then 1 else 1 + 3 * (n % (:clients / 3)) end), pg_temp.id('client', 3 * n), 'Manager'
  from generate_series(1, :clients / 9) n;
  insert into client_imports (id, file_name, format, status, created_by)
  select pg_temp.id('import', n), 'clients-' || n || '.csv', 'csv', 'discarded', 'Owen' from generate_series(1, 100) n;
  insert into portal_logins (id, client_id, contact_id, token_hash, expires_at, address, user_agent)
  select pg_temp.id('portal-login', n), k.client_id, k.id, int8send(n), now() + interval '1 day', '192.0.2.1', 'Firefox'
  from generate_series(1, 200) n, client_contacts k where k.client_id = pg_temp.id('client', 1) and k.portal_access;`;

const CLIENT_OF = `pg_temp.id('client', case when n % 10 = 1 then 1 else 1 + n * 7919 % :clients end)`;

/** Five rooms with two sessions a day each: most are over, some are still to come. */
const SESSIONS = `
  insert into rooms (id, name, type, hourly_rate, vat_rate, color, created_at, updated_at)
  select pg_temp.id('room', n), 'Studio ' || n, 'recording', 6000, 2000, n, now(), now() from generate_series(1, 5) n;
  insert into activations (id, resource_kind, resource_id, kind, given_at, given_by_name)
  select pg_temp.id(kind, n), 'room', pg_temp.id('room', n), kind, now(), 'Owen' from generate_series(1, 5) n, unnest('{technical,commercial}'::text[]) kind;
  insert into room_hours (room_id, weekday, opens, closes)
  select pg_temp.id('room', n), day, 480, 1440 from generate_series(1, 5) n, generate_series(1, 7) day;
  insert into sessions (id, title, kind, room_id, client_id, status, starts_at, ends_at, blocked_from, blocked_until, hourly_rate, vat_rate,
    created_at, updated_at)
  select pg_temp.id('session', n), pg_temp.pick(n, 'Prise de voix', 'Mixage', 'Mastering', 'Répétition', 'Maquette') || ' ' || n, 'recording',
    pg_temp.id('room', 1 + n % 5), ${CLIENT_OF},
    case when n % 12 = 5 then 'cancelled' when at > now() then pg_temp.pick(n, 'scheduled', 'confirmed') when n % 30 = 7 then 'confirmed' else 'completed' end,
    at, at + interval '4 hours', at, at + interval '4 hours', 6000, 2000, now(), now()
  from (select n, date_trunc('day', now()) + (n / 10 - :sessions * 17 / 200) * interval '1 day' + (8 + 6 * (n / 5 % 2)) * interval '1 hour' as at
    from generate_series(1, :sessions) n) planned;`;

const BLANK = [
  'legalForm',
  'capital',
  'siret',
  'rcs',
  'apeCode',
  'email',
  'phone',
  'website',
  'bic',
  'accountHolder',
  'latePenalty',
  'earlyDiscount',
];
const party = (rest: object) =>
  `'${JSON.stringify({ ...Object.fromEntries(BLANK.map((name) => [name, ''])), siren: '732829320', vatNumber: 'FR44732829320', address: ['12 rue des Vignoles', '75020 Paris'], ...rest })}'`;
const SELLER = party({ name: 'Studio Lumen', vatRegime: 'normal', iban: 'FR1420041010050500013M02606' });
const BUYER = party({ name: 'Maison Vocale', deliveryAddress: [], isBusiness: true });

/** Of fifty one is a draft and one a credit note; of the last tenth some are open, of the others nearly all are paid. */
const INVOICES = `
  insert into invoices (id, kind, client_id, credited_invoice_id, number, currency, locale, issued_at, issue_date, due_date, sent_at, paid_at, overdue_at, seller, buyer,
    net, tax, gross, paid, created_at)
  select pg_temp.id('invoice', n), case when n % 50 = 2 then 'credit-note' else 'invoice' end, ${CLIENT_OF}, case when n % 50 = 2 then pg_temp.id('invoice', n - 1) end,
    case when issued then 'FAC-' || extract(year from at) || '-' || lpad(n::text, 5, '0') end, 'EUR', 'fr', case when issued then at end,
    case when issued then at::date end, case when issued then at::date + 30 end, case when issued and (paid or n % 5 <> 3) then at end,
    case when paid then at + interval '20 days' end, case when n % 200 = 21 then at + interval '31 days' end,
    case when issued then ${SELLER}::jsonb end, case when issued then ${BUYER}::jsonb end,
    10000 + n, 2000, 12000 + n, case when paid then 12000 + n else 0 end, at
  from (select n, now() - (:invoices - n) * interval '1000 days' / :invoices as at, n % 50 <> 0 as issued,
      n % 50 not in (0, 2) and n % 200 <> 21 and (n <= :invoices * 9 / 10 or n % 50 > 10) as paid from generate_series(1, :invoices) n) planned;
  insert into invoice_lines (id, invoice_id, position, description, quantity, unit, unit_price, vat_rate, vat_category, net)
  select pg_temp.id('line', 3 * n + m), pg_temp.id('invoice', n), m, 'Prise de voix', 2, 'hour', 5000, 2000, 'S', 10000
  from generate_series(1, :invoices) n, generate_series(1, 3) m;
  insert into invoice_taxes (invoice_id, vat_category, vat_rate, base, tax) select id, 'S', 2000, net, tax from invoices;
  insert into invoice_mails (id, invoice_id, kind, recipient, requested_at, sent_at)
  select gen_random_uuid(), id, 'document', 'client@exemple.example', sent_at, sent_at from invoices where sent_at is not null;
  insert into checkouts (id, invoice_id, client_id, amount, currency, gateway, status, created_at)
  select pg_temp.id('checkout', row_number() over (order by id)), id, client_id, gross, currency, 'local', 'failed', created_at
  from invoices where number like '%1' and paid_at is null;
  insert into payments (id, invoice_id, client_id, amount, currency, method, received_on, created_at)
  select pg_temp.id('payment', row_number() over (order by id)), id, client_id, paid, currency, 'transfer', paid_at::date, paid_at from invoices where paid > 0;`;

/** What came of all that, one row or more for each thing. */
const AUDIT = `
  insert into audit (id, at, action, actor_kind, actor_name, subject_kind, subject_id, client_id, details, request_id)
  select gen_random_uuid(), created_at, 'clients.create', 'user', 'Owen', 'client', id, id, json_build_object('name', name), 'grown' from clients
  union all select gen_random_uuid(), starts_at - interval '9 days', 'sessions.create', 'user', 'Owen', 'session', id, client_id,
    json_build_object('title', title, 'room', 'Studio 1', 'startsAt', starts_at, 'endsAt', ends_at), 'grown' from sessions
  union all select gen_random_uuid(), starts_at - interval '8 days', 'sessions.confirm', 'user', 'Owen', 'session', id, client_id,
    json_build_object('title', title), 'grown' from sessions
  union all select gen_random_uuid(), issued_at, step, 'user', 'Owen', 'invoice', id, client_id,
    json_build_object('number', number, 'to', 'client@exemple.example'), 'grown' from invoices, unnest('{invoicing.issue,invoicing.send}'::text[]) step
    where issued_at is not null;`;

const SAMPLES = `
  select segment, string_agg(id::text, ' ') as ids from (
    select segment, pg_temp.id(kind, 1) as id
    from (values ('clients', 'client'), ('contacts', 'contact'), ('portal-people', 'contact'), ('notes', 'note'), ('members', 'member'), ('imports', 'import'), ('rooms', 'room')) kinds (segment, kind)
    union all (select 'sessions', id from sessions where client_id = pg_temp.id('client', 1) and starts_at < now() order by starts_at desc limit 1)
    union all (select 'checkouts', id from checkouts where client_id = pg_temp.id('client', 1) limit 1)
    union all (select 'invoices', id from invoices where client_id = pg_temp.id('client', 1) and issued_at is not null and paid_at is null order by issued_at desc limit 1)
    union all (select 'invoices', id from invoices where issued_at is null order by id limit 1)
    union all (select 'lines', id from invoice_lines where invoice_id = (select id from invoices where issued_at is null order by id limit 1) limit 1)) sample
  group by segment`;

/**
 * Into a studio that is empty yet. No trigger runs, so that rows need not come in the order in which users make them.
 * @param sql as a superuser
 */
export async function growStudio(sql: postgres.Sql, size: Size): Promise<Grown> {
  const counts = Object.entries(size) as [keyof Size, number][];
  const filled = counts.reduce(
    (text, [name, count]) => text.replaceAll(`:${name}`, String(count)),
    CLIENTS + SESSIONS + INVOICES + AUDIT,
  );
  await sql.unsafe(
    `begin; set local statement_timeout = 0; set local session_replication_role = replica; ${FUNCTIONS} ${filled} commit;`,
  );
  const rows = await sql.unsafe<{ segment: string; ids: string }[]>(SAMPLES);
  await sql.unsafe('vacuum analyze');
  return Object.fromEntries(rows.map(({ segment, ids }) => [segment, ids.split(' ')]));
}
