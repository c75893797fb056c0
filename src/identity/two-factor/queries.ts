import { and, count, desc, eq, gt, isNull } from 'drizzle-orm';
import { knownBrowsers } from '#identity/schema.ts';
import { backupCodes, rememberedDevices, twoFactors } from '#identity/two-factor/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';

export interface SecondFactor {
  readonly addedAt: Date;
  readonly backupCodesLeft: number;
}

export async function findSecondFactor(control: ReadDb, userId: string): Promise<SecondFactor | null> {
  const [row] = await control
    .select({
      addedAt: twoFactors.addedAt,
      backupCodesLeft: count(backupCodes.codeHash),
    })
    .from(twoFactors)
    .leftJoin(backupCodes, and(eq(backupCodes.userId, twoFactors.userId), isNull(backupCodes.usedAt)))
    .where(eq(twoFactors.userId, userId as Id<'user'>))
    .groupBy(twoFactors.userId);
  return row ?? null;
}

export type FactorState = 'none' | 'remembered' | 'due';

/** What a right password is worth. @param device hash of the token of a browser that may be remembered */
export async function findFactorState(
  control: ReadDb,
  userId: string,
  device: Buffer | null,
  now: Date,
): Promise<FactorState> {
  const remembered = and(
    eq(rememberedDevices.userId, twoFactors.userId),
    eq(rememberedDevices.tokenHash, device ?? Buffer.alloc(0)),
    gt(rememberedDevices.expiresAt, now),
  );
  const [row] = await control
    .select({ deviceId: rememberedDevices.id })
    .from(twoFactors)
    .leftJoin(rememberedDevices, remembered)
    .where(eq(twoFactors.userId, userId as Id<'user'>));
  if (!row) return 'none';
  return row.deviceId === null ? 'due' : 'remembered';
}

export interface RememberedDevice {
  readonly id: Id<'device'>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

/** Latest first. */
export async function listDevices(control: ReadDb, userId: string, now: Date): Promise<readonly RememberedDevice[]> {
  const { id, createdAt, expiresAt, address, userAgent } = rememberedDevices;
  return control
    .select({ id, createdAt, expiresAt, address, userAgent })
    .from(rememberedDevices)
    .where(and(eq(rememberedDevices.userId, userId as Id<'user'>), gt(expiresAt, now)))
    .orderBy(desc(createdAt))
    .limit(100);
}

/** Whether the user has entered from this browser before. */
export async function isBrowserOf(control: ReadDb, userId: string, tokenHash: Buffer): Promise<boolean> {
  const rows = await control
    .select({ at: knownBrowsers.lastLoginAt })
    .from(knownBrowsers)
    .where(and(eq(knownBrowsers.userId, userId as Id<'user'>), eq(knownBrowsers.tokenHash, tokenHash)));
  return rows.length > 0;
}
