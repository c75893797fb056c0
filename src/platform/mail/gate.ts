/**
 * Who may be written to, asked before a mail leaves: what the modules know of an address, and how many strangers a studio writes to
 * in a day. A studio's own clients and members are not counted.
 */
import { lt, sql } from 'drizzle-orm';
import { effects, mailDays } from '#platform/db/platform-schema.ts';
import { removeRows } from '#platform/db/sweep.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { isDone, type WithWrite } from '#platform/jobs/effects.ts';
import type { Mailer, MailPolicy, MailReader, MailRefusal } from '#platform/mail/mailer.ts';
import type { Scope } from '#platform/scope.ts';

export const STRANGERS_A_DAY = 20;
/** Only today's count is asked for; those of a month say whether a studio comes to its limit often. */
const KEPT_MS = 30 * 86_400_000;

export interface Gate extends Pick<Mailer, 'permit' | 'hold'> {
  /** For one that is about to leave. */
  pass(to: string, key: string): Promise<MailRefusal | null>;
}

const permitKey = (key: string) => `permit ${key}`;

export function createGate(policies: readonly MailPolicy[], reader: () => MailReader, withWrite: WithWrite): Gate {
  const hold = async (where: MailReader, to: string) => {
    for (const policy of policies) {
      const refusal = await policy.hold?.(where, to);
      if (refusal) return refusal;
    }
    return null;
  };
  const isKnown = async (where: MailReader, to: string) => {
    for (const policy of policies) if (await policy.knows?.(where, to)) return true;
    return false;
  };
  return {
    hold: () => hold(reader(), ''),
    async permit(write, to, key) {
      const refusal = await hold(write, to);
      if (refusal) return refusal;
      if (!(await isKnown(write, to)) && !(await countStranger(write.tx, write))) return tooMany();
      await markPermitted(write.tx, key);
      return null;
    },
    async pass(to, key) {
      const where = reader();
      if (await isDone(where.db, permitKey(key))) return null;
      const refusal = await hold(where, to);
      if (refusal || (await isKnown(where, to))) return refusal;
      // Marked with the count, so that another try of the same mail is not counted again.
      const counted = await withWrite(async (tx) => {
        const free = await countStranger(tx, where);
        if (free) await markPermitted(tx, key);
        return free;
      });
      return counted ? null : tooMany();
    },
  };
}

function tooMany(): MailRefusal {
  return { messageKey: 'platform.error.mailStrangers', values: { most: STRANGERS_A_DAY } };
}

/** One statement, so that of many at once no more get through. @returns false when the day is used up */
async function countStranger(tx: WriteDb, { now, studio }: MailReader): Promise<boolean> {
  const rows = await tx
    .insert(mailDays)
    .values({ day: sql`(${now.toISOString()}::timestamptz at time zone ${studio.timeZone})::date`, strangers: 1 })
    .onConflictDoUpdate({
      target: mailDays.day,
      set: { strangers: sql`${mailDays.strangers} + 1` },
      setWhere: sql`${mailDays.strangers} < ${STRANGERS_A_DAY}`,
    })
    .returning({ strangers: mailDays.strangers });
  return rows.length > 0;
}

async function markPermitted(tx: WriteDb, key: string): Promise<void> {
  await tx
    .insert(effects)
    .values({ key: permitKey(key) })
    .onConflictDoNothing();
}

export async function sweepMailDays(scope: Pick<Scope, 'writeUnaudited' | 'now'>): Promise<void> {
  const first = new Date(scope.now.getTime() - KEPT_MS).toISOString().slice(0, 10);
  await removeRows(scope, mailDays, lt(mailDays.day, first));
}
