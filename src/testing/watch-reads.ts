/** What a request asks of its studio's database: its own statements, those of contributions to its page, and the rows they read. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type postgres from 'postgres';
import { modules } from '#modules.ts';
import { watchStatements } from '#testing/count-queries.ts';
import type { TestStudio } from '#testing/studio.ts';

export interface Reads {
  readonly own: readonly string[];
  /** Of each part that a module contributed, by its name. */
  readonly contributed: ReadonlyMap<string, readonly string[]>;
  /** Rows of tables and entries of indexes, whether they were used or not. */
  readonly rows: number;
}

type Ask = (...args: unknown[]) => unknown;

const contribution = new AsyncLocalStorage<string>();
const marked = new Map<Ask, Ask>();

/** One function may be on several cards and is then called once: it stays one. */
function mark<Key extends string>(card: object, key: Key, name: string): void {
  const cards = card as Record<Key, Ask | undefined>;
  const ask = cards[key];
  if (!ask || [...marked.values()].includes(ask)) return;
  const known = marked.get(ask) ?? ((...args) => contribution.run(name, async () => await ask(...args)));
  marked.set(ask, known);
  cards[key] = known;
}

function markContributions(): void {
  for (const { sections = [], today, portal, settings = [], subjects = {} } of modules) {
    for (const part of [...sections, ...(today?.parts ?? []), ...(portal?.cards ?? [])]) mark(part, 'load', part.name);
    for (const card of settings) mark(card, 'load', card.href);
    for (const [kind, subject] of Object.entries(subjects)) mark(subject, 'describe', kind);
  }
}

/** Counters of the server, once the studio's connection has handed in its own. */
async function countRows(reader: postgres.Sql, admin: postgres.Sql): Promise<number> {
  await reader`select pg_stat_force_next_flush()`;
  const [row] = await admin<{ rows: string }[]>`
    select (select sum(seq_tup_read) from pg_stat_user_tables) + (select sum(idx_tup_read) from pg_stat_user_indexes) as rows`;
  return Number(row?.rows);
}

/** @param admin a connection to the studio's database that asks for the counters */
export async function readsOf(studio: TestStudio, admin: postgres.Sql, work: () => Promise<unknown>): Promise<Reads> {
  markContributions();
  const [own, contributed] = [[] as string[], new Map<string, string[]>()];
  let before = 0;
  let after = 0;
  await watchStatements(
    studio,
    (statement) => {
      const name = contribution.getStore();
      if (name === undefined) own.push(statement);
      else contributed.set(name, [...(contributed.get(name) ?? []), statement]);
    },
    async (reader, watched) => {
      before = await countRows(reader, admin);
      await watched(work);
      after = await countRows(reader, admin);
    },
  );
  return { own, contributed, rows: after - before };
}
