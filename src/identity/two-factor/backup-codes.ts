/** Codes on paper for those who have lost their app: ten of fifty bits, hashed with a key that is in no database. */
import { randomInt } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { backupCodes } from '#identity/two-factor/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import type { ControlScope } from '#platform/scope.ts';

const COUNT = 10;
const LENGTH = 10;
/** Crockford's: none is mistaken for another. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

type Keys = Pick<ControlScope, 'secrets'>;

/** As they are shown: `k7m2q-9xw4c`. */
export function newBackupCodes(): readonly string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
  });
}

/** In any case, with or without hyphen and spaces, and with the letters that were read wrongly. */
export function readBackupCode(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[il]/g, '1')
    .replaceAll('o', '0');
}

/** Before it is looked for: whether it may be one. */
export function looksLikeBackupCode(typed: string): boolean {
  return new RegExp(`^[${LETTERS}]{${LENGTH}}$`).test(readBackupCode(typed));
}

function hashOf({ secrets }: Keys, userId: string, typed: string): Buffer {
  return secrets.digest('identity backup code', `${userId} ${readBackupCode(typed)}`);
}

/** Those of before are worth nothing any more. */
export async function replaceBackupCodes(tx: WriteDb, scope: Keys, userId: Id<'user'>): Promise<readonly string[]> {
  const codes = newBackupCodes();
  await tx.delete(backupCodes).where(eq(backupCodes.userId, userId));
  await tx.insert(backupCodes).values(codes.map((code) => ({ userId, codeHash: hashOf(scope, userId, code) })));
  return codes;
}

/** @returns false for a wrong one, and for one that was used: of two at once one wins */
export async function spendBackupCode(
  tx: WriteDb,
  scope: Keys & Pick<ControlScope, 'now'>,
  userId: Id<'user'>,
  typed: string,
): Promise<boolean> {
  const spent = await tx
    .update(backupCodes)
    .set({ usedAt: scope.now })
    .where(
      and(
        eq(backupCodes.userId, userId),
        eq(backupCodes.codeHash, hashOf(scope, userId, typed)),
        isNull(backupCodes.usedAt),
      ),
    )
    .returning({ userId: backupCodes.userId });
  return spent.length > 0;
}
