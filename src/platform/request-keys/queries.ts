/** Forms that were sent, and how they were answered. */
import { eq, sql } from 'drizzle-orm';
import { audit, requestKeys } from '#platform/db/platform-schema.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ControlDb, ReadDb } from '#platform/db/types.ts';
import type { Subject } from '#platform/scope.ts';

export interface Answer {
  /** Path that the request was sent on to. */
  readonly location: string | null;
  /** Value of the cookie with what the next page says. */
  readonly flash: string | null;
}

export interface SentForm extends Answer {
  readonly fingerprint: Uint8Array;
  readonly requestId: string;
  /** Its answer is known. */
  readonly isAnswered: boolean;
}

const SENT = {
  fingerprint: requestKeys.fingerprint,
  requestId: requestKeys.requestId,
  isAnswered: sql<boolean>`${requestKeys.answeredAt} is not null`,
  location: requestKeys.location,
  flash: requestKeys.flash,
};

export async function findSentForm(db: ReadDb, key: Uint8Array): Promise<SentForm | null> {
  const [row] = await db.select(SENT).from(requestKeys).where(eq(requestKeys.key, key));
  return row ?? null;
}

export async function storeAnswer(db: Pick<ControlDb, 'update'>, key: Uint8Array, answer: Answer): Promise<void> {
  await db
    .update(requestKeys)
    .set({ ...answer, answeredAt: sql`clock_timestamp()` })
    .where(eq(requestKeys.key, key));
}

/** What the request did first, for one whose answer was never stored; it may be a day old. */
export async function findSubjectOf(db: ReadDb, requestId: string): Promise<Subject | null> {
  const [row] = await readRows<Subject>(
    db,
    sql`select ${audit.subjectKind} as kind, ${audit.subjectId} as id from ${audit}
      where ${audit.at} > now() - interval '25 hours' and ${audit.requestId} = ${requestId} and ${audit.subjectId} is not null
      order by ${audit.id} limit 1`,
  );
  return row ?? null;
}
