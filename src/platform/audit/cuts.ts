/** Where rows that a studio keeps no longer were removed from the beginning of its log. See decision 0030. */
import { timingSafeEqual } from 'node:crypto';
import type postgres from 'postgres';
import type { Head } from '#platform/audit/chain.ts';
import type { Secrets } from '#platform/secrets.ts';

/** Number and hash of the last row that was removed. */
export interface Cut extends Head {
  readonly signature: Buffer;
}

/** Whose studio it is, is part of what is signed: the cut of one log is worth nothing in another. */
export function signCut(secrets: Pick<Secrets, 'digest'>, studioId: string, { seq, hash }: Head): Buffer {
  return secrets.digest('audit cut', `${studioId} ${seq} ${Buffer.from(hash).toString('hex')}`);
}

export function isSigned(secrets: Pick<Secrets, 'digest'>, studioId: string, { signature, ...head }: Cut): boolean {
  const right = signCut(secrets, studioId, head);
  return signature.length === right.length && timingSafeEqual(signature, right);
}

/** Latest first. */
export async function readCuts(sql: postgres.Sql | postgres.TransactionSql): Promise<readonly Cut[]> {
  return sql<Cut[]>`select seq::float8 as seq, hash, signature from audit_cuts order by audit_cuts.seq desc`;
}
