/** Where each kind is looked for, and which of what was found comes first. */
import { type SQL, sql } from 'drizzle-orm';
import type { HitKind } from '#search/model.ts';

/** What every row is compared with, reckoned once. */
export const ASKED = sql`asked as materialized (
  select fold(text) as q, containing(text) as pattern, number_key(text) as key, containing(number_key(text)) as key_pattern,
    ltrim(text, '0') as counter, ${sql.placeholder('amount')}::bigint as amount, ${sql.placeholder('now')}::timestamptz as now
  from (select ${sql.placeholder('text')}::text as text) typed)`;

/** How one kind is found. */
export interface Plan {
  readonly id: SQL;
  /** Set-returning function of migration 0009 that answers the ids a word leads to. */
  readonly ids: SQL;
  /** Also found, whatever the words lead to. */
  readonly besides?: SQL;
  /** Ids and their number, best first. @param matches condition over `asked` and the table */
  best(matches: SQL): SQL;
  /** As the audit trail calls it. */
  readonly subject: SQL;
  readonly from: SQL;
  readonly row: SQL;
}

/** Results beyond are not shown; ranking all of a long life's sessions would take its time. */
export const FARTHEST = 3_000;

const milliseconds = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::bigint`;

const CLIENT_RANK = sql`case when c.sort_name = asked.q or fold(c.email::text) = asked.q then 0 when starts_with(c.sort_name, asked.q) then 1
  when ' ' || c.search like '% ' || substr(asked.pattern, 2) then 2 when c.search like asked.pattern then 3 else 4 end`;
const SESSION_RANK = sql`case when asked.q in (fold(near.title), c.sort_name) then 0
  when starts_with(fold(near.title), asked.q) or starts_with(c.sort_name, asked.q) then 1
  when fold(near.title) like asked.pattern or c.sort_name like asked.pattern then 2 else 3 end`;
const INVOICE_RANK = sql`case when number_key(i.number) = asked.key or ltrim(split_part(i.number, '-', 3), '0') = asked.counter then 0
  when i.gross = asked.amount then 1 when starts_with(c.sort_name, asked.q) then 2
  when c.sort_name like asked.pattern or number_key(i.number) like asked.key_pattern then 3 else 4 end`;

export const PLANS: Readonly<Record<HitKind, Plan>> = {
  clients: {
    id: sql`c.id`,
    ids: sql`find_clients`,
    best: (matches) => sql`
      select ranked.id, ranked.total
      from (select c.id, c.sort_name, c.archived_at, ${CLIENT_RANK} as rank, count(*) over () as total from clients c, asked where ${matches}) ranked, asked
      order by ranked.archived_at is not null, ranked.rank,
        case when ranked.rank = 4 then -strict_word_similarity(asked.q, ranked.sort_name) end, ranked.sort_name, ranked.id`,
    subject: sql`'client'`,
    from: sql`clients c`,
    row: sql`json_build_array(c.id, c.name, c.artist_name, c.kind = 'company', c.email, c.phone, c.city, c.archived_at is not null)`,
  },
  sessions: {
    id: sql`s.id`,
    ids: sql`find_sessions`,
    best: (matches) => sql`
      select near.id, near.total
      from (
        select s.id, s.title, s.client_id, s.status, s.ends_at, s.starts_at, count(*) over () as total from sessions s, asked where ${matches}
        order by s.ends_at < asked.now, abs(extract(epoch from s.starts_at - asked.now)) limit ${sql.raw(String(FARTHEST))}) near
        left join clients c on c.id = near.client_id, asked
      order by near.status = 'cancelled', ${SESSION_RANK}, near.ends_at < asked.now, abs(extract(epoch from near.starts_at - asked.now)), near.id`,
    subject: sql`'session'`,
    from: sql`sessions s join rooms r on r.id = s.room_id left join clients c on c.id = s.client_id`,
    row: sql`json_build_array(s.id, s.title, c.name, c.artist_name, r.name, s.status, ${milliseconds(sql`s.starts_at`)}, ${milliseconds(sql`s.ends_at`)})`,
  },
  invoices: {
    id: sql`i.id`,
    ids: sql`find_invoices`,
    besides: sql`i.gross = asked.amount or (i.issued_at is not null and i.gross - i.paid - i.credited = asked.amount)`,
    best: (matches) => sql`
      select i.id, count(*) over () as total from invoices i join clients c on c.id = i.client_id, asked where ${matches}
      order by ${INVOICE_RANK}, coalesce(i.issued_at, i.created_at) desc, i.id desc`,
    subject: sql`'invoice'`,
    from: sql`invoices i join clients c on c.id = i.client_id`,
    row: sql`json_build_array(i.id, i.number, i.kind = 'credit-note', c.name, c.artist_name, i.gross::text, i.currency, i.paid::text,
      ${milliseconds(sql`i.issued_at`)}, ${milliseconds(sql`i.sent_at`)}, ${milliseconds(sql`i.paid_at`)},
      ${milliseconds(sql`i.overdue_at`)}, ${milliseconds(sql`i.cancelled_at`)})`,
  },
};
