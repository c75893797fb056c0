/** Browsers that need no second factor for thirty days. They end with it, and with the password. */
import { and, eq } from 'drizzle-orm';
import type { Oneself } from '#identity/logins/service.ts';
import { REMEMBERED_DEVICE_DAYS } from '#identity/model.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { rememberedDevices } from '#identity/two-factor/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import type { ControlScope } from '#platform/scope.ts';

interface Browser {
  readonly address: string;
  readonly userAgent: string;
}

/** @returns the token for the cookie */
export async function rememberDevice(
  tx: WriteDb,
  { now }: ControlScope,
  userId: Id<'user'>,
  { address, userAgent }: Browser,
): Promise<string> {
  const token = newToken();
  await tx.insert(rememberedDevices).values({
    id: newId<'device'>(),
    tokenHash: hashToken(token),
    userId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + REMEMBERED_DEVICE_DAYS * 86_400_000),
    address,
    userAgent: userAgent.slice(0, 500),
  });
  return token;
}

/** @throws AppError not-found unless it is one of the actor's own */
export async function forgetDevice(scope: ControlScope, actor: Oneself, id: Id<'device'>): Promise<void> {
  await scope.control.write('identity.second-factor', async (w) => {
    const userId = actor.id as Id<'user'>;
    const gone = await w.tx
      .delete(rememberedDevices)
      .where(and(eq(rememberedDevices.id, id), eq(rememberedDevices.userId, userId)))
      .returning({ id: rememberedDevices.id });
    if (gone.length === 0) throw notFound();
    w.about({ kind: 'user', id: userId }, { name: actor.name, step: 'forgotten' });
  });
}
