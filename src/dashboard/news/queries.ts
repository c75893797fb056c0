/** What the audit trail holds since yesterday, with what its subjects are called now. */
import { sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { type NewsItem, withoutRepeats } from '#dashboard/model.ts';
import type { PaymentMethod } from '#payments/model.ts';
import { prepared } from '#platform/db/prepared.ts';
import { at, epoch } from '#platform/db/top-of.ts';
import type { ReadDb } from '#platform/db/types.ts';

const MOST = 6;

type Row = readonly [
  ...[at: number, action: string, actorKind: string, actorName: string, kind: string | null, id: string | null],
  ...[name: string | null, clientName: string | null, artistName: string | null],
  ...[amount: string | null, currency: string | null, method: PaymentMethod | null],
  ...[movedFrom: string | null, movedTo: string | null, isGiven: boolean | null],
];

const ROW = sql`json_build_array(${epoch(sql`a.at`)}, a.action, a.actor_kind, a.actor_name, a.subject_kind, a.subject_id,
  coalesce(s.title, r.name, case a.subject_kind when 'client' then c.name when 'invoice' then i.number end, a.details ->> 'name'), c.name,
  c.artist_name, p.amount::text, p.currency, p.method,
  a.details -> 'from' ->> 'startsAt', a.details -> 'to' ->> 'startsAt', (a.details ->> 'given')::boolean)`;

const selectNews = prepared<{ since: string; actions: string }, { rows: readonly Row[] }[]>(
  'dashboard.list-news',
  (db) =>
    db.select({ rows: sql<readonly Row[]>`coalesce(json_agg(${ROW} order by a.at desc, a.id desc), '[]')` }).from(sql`(
        select * from audit where at >= ${at('since')} and action = any(${sql.placeholder('actions')}::text[])
          and (not starts_with(action, 'payments.') or details ? 'payment')
        order by at desc, id desc limit 60) a
        left join payments p on p.id = (a.details -> 'payment' ->> 'id')::uuid
        left join sessions s on a.subject_kind = 'session' and s.id = a.subject_id
        left join rooms r on a.subject_kind = 'room' and r.id = a.subject_id
        left join invoices i on a.subject_kind = 'invoice' and i.id = a.subject_id
        left join clients c on c.id = case a.subject_kind when 'client' then a.subject_id else coalesce(i.client_id, s.client_id) end`),
);

function toItem(row: Row): NewsItem {
  const [when, action, actorKind, actorName, kind, id, name, client, artistName, ...rest] = row;
  const [amount, currency, method, movedFrom, movedTo, isGiven] = rest;
  return {
    at: new Date(when),
    action,
    actorName: actorKind === 'user' || actorKind === 'client' ? actorName : null,
    subject: kind !== null && id !== null ? { kind, id } : null,
    name: name ?? '',
    clientName: client === null ? null : displayName({ name: client, artistName }),
    amount: amount === null || currency === null ? null : { amount: BigInt(amount), currency },
    method,
    movedFrom: movedFrom === null ? null : new Date(movedFrom),
    movedTo: movedTo === null ? null : new Date(movedTo),
    isGiven: isGiven === true,
  };
}

/** Latest first. @param actions of the audit trail that are worth telling to the reader */
export async function listNews(db: ReadDb, since: Date, actions: readonly string[]): Promise<NewsItem[]> {
  const [page] = await selectNews(db, { since: since.toISOString(), actions: `{${actions.join(',')}}` });
  return withoutRepeats((page?.rows ?? []).map(toItem), MOST);
}
