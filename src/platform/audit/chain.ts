/**
 * The chain of a log as the database writes it (migration 0024 of the studios, 0009 of the control database): each row's hash is the
 * SHA-256 of the hash before it, its number and its content. Said here a second time, so that a check trusts no function of the
 * database that it checks. See decision 0028.
 */
import { createHash } from 'node:crypto';
import type postgres from 'postgres';

export interface ChainRow {
  readonly id: string;
  /** Null for a row that was put in past the trigger that numbers them. */
  readonly seq: number | null;
  readonly hash: Buffer | null;
  readonly content: string;
}

export interface Head {
  readonly seq: number;
  readonly hash: Buffer;
}

/** Before the first row. */
export const GENESIS: Head = { seq: 0, hash: Buffer.alloc(32) };

export function chainHash(before: Buffer, seq: number, content: string): Buffer {
  return createHash('sha256').update(before).update(`${seq} ${content}`).digest();
}

const BATCH = 5_000;

/** Whose `concerns` is the client of a studio's row, the studio of a row of the control database. */
export type LogKind = 'studio' | 'platform';

/** In the order of their numbers; those without one come last. */
export function readChain(sql: postgres.Sql | postgres.TransactionSql, kind: LogKind): AsyncIterable<ChainRow[]> {
  const concerns = sql(kind === 'studio' ? 'client_id' : 'studio_id');
  return sql<ChainRow[]>`
    select id, seq::float8 as seq, hash, json_build_array(id, (extract(epoch from at) * 1000000)::bigint, action, actor_kind, actor_id,
      actor_name, subject_kind, subject_id, ${concerns}, details, request_id, address, login_id)::text as content
    from audit order by seq nulls last, id`.cursor(BATCH);
}

/** What the log itself says of its end; null when even that is gone. */
export async function readHead(sql: postgres.Sql | postgres.TransactionSql): Promise<Head | null> {
  const [head] = await sql<Head[]>`select seq::float8 as seq, hash from audit_head`;
  return head ?? null;
}
