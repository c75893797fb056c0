/** Adding, naming and removing one's own passkeys. */
import { and, count, eq } from 'drizzle-orm';
import type { Oneself } from '#identity/logins/service.ts';
import { MOST_PASSKEYS } from '#identity/model.ts';
import { type Ceremony, openChallenge, spendChallenge } from '#identity/passkeys/challenges.ts';
import type { NewPasskey } from '#identity/passkeys/forms.ts';
import { passkeys } from '#identity/passkeys/schema.ts';
import { verifyNewPasskey } from '#identity/passkeys/webauthn.ts';
import { logins, users } from '#identity/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import { type Refusal, type Result, refuse, tryControlWrite } from '#platform/refusal.ts';
import type { ControlScope } from '#platform/scope.ts';

const EXPIRED = { kind: 'invalid', field: '', messageKey: 'identity.passkeys.expired' } satisfies Refusal;
const UNPROVEN = { kind: 'invalid', field: '', messageKey: 'identity.passkeys.unproven' } satisfies Refusal;
const TAKEN = { kind: 'conflict', field: '', messageKey: 'identity.passkeys.already' } satisfies Refusal;
const TOO_MANY = {
  kind: 'conflict',
  field: '',
  messageKey: 'identity.passkeys.tooMany',
  values: { most: MOST_PASSKEYS },
} satisfies Refusal;
const LAST_WAY_IN = { kind: 'conflict', field: '', messageKey: 'identity.passkeys.lastWayIn' } satisfies Refusal;

export async function addPasskey(
  scope: ControlScope,
  actor: Oneself,
  { ceremony, origin }: { readonly ceremony: Ceremony; readonly origin: string },
  { name, answer: { answer, challenge } }: NewPasskey,
): Promise<Result<void>> {
  const asked = openChallenge(scope, ceremony, challenge);
  if (!asked) return { ok: false, refusal: EXPIRED };
  const { host } = ceremony;
  const proven = await verifyNewPasskey(answer, { challenge, host, origin });
  if (!proven) return { ok: false, refusal: UNPROVEN };
  const { id: credentialId, publicKey, counter } = proven.credential;
  return tryControlWrite(
    scope,
    'identity.passkey',
    async (w) => {
      if (!(await spendChallenge(w.tx, scope, asked))) refuse(EXPIRED);
      const userId = actor.id as Id<'user'>;
      if ((await lockWaysIn(w.tx, userId)).passkeys >= MOST_PASSKEYS) refuse(TOO_MANY);
      const id = newId<'passkey'>();
      await w.tx.insert(passkeys).values({
        ...{ id, userId, host, name, credentialId, publicKey, counter },
        userHandle: asked.userHandle,
        transports: answer.response.transports ?? [],
        isSynced: proven.credentialBackedUp,
        createdAt: scope.now,
      });
      await w.tx
        .update(logins)
        .set({ passkeyId: id })
        .where(eq(logins.id, actor.loginId as Id<'login'>));
      w.enqueue('identity.send-factor-notice', { userId, event: 'passkey-added' });
      w.about({ kind: 'user', id: userId }, { name: actor.name, step: 'added', passkey: name });
    },
    { passkeys_credential: TAKEN },
  );
}

/** @throws AppError not-found unless it is one of the actor's own */
export async function renamePasskey(
  scope: ControlScope,
  actor: Oneself,
  id: Id<'passkey'>,
  name: string,
): Promise<void> {
  await scope.control.write('identity.passkey', async (w) => {
    const [row] = await w.tx.select({ name: passkeys.name }).from(passkeys).where(isOwn(actor, id)).for('update');
    if (!row) throw notFound();
    if (row.name === name) return w.unchanged();
    await w.tx.update(passkeys).set({ name }).where(isOwn(actor, id));
    const changes = { name: [row.name, name] as const };
    w.about({ kind: 'user', id: actor.id }, { name: actor.name, step: 'renamed', passkey: name }, { changes });
  });
}

/** Those who have no password keep one passkey. @throws AppError not-found unless it is one of the actor's own */
export function removePasskey(scope: ControlScope, actor: Oneself, id: Id<'passkey'>): Promise<Result<void>> {
  const userId = actor.id as Id<'user'>;
  return tryControlWrite(scope, 'identity.passkey', async (w) => {
    const ways = await lockWaysIn(w.tx, userId);
    const [gone] = await w.tx.delete(passkeys).where(isOwn(actor, id)).returning({ name: passkeys.name });
    if (!gone) throw notFound();
    if (!ways.hasPassword && ways.passkeys === 1) refuse(LAST_WAY_IN);
    w.enqueue('identity.send-factor-notice', { userId, event: 'passkey-removed' });
    w.about({ kind: 'user', id: userId }, { name: actor.name, step: 'removed', passkey: gone.name });
  });
}

/** The row of the user is locked, so that two removals at once do not both find another passkey left. */
async function lockWaysIn(tx: WriteDb, userId: Id<'user'>) {
  const [user] = await tx
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  const [own] = await tx.select({ count: count() }).from(passkeys).where(eq(passkeys.userId, userId));
  return { hasPassword: Boolean(user?.passwordHash), passkeys: own?.count ?? 0 };
}

function isOwn(actor: Oneself, id: Id<'passkey'>) {
  return and(eq(passkeys.id, id), eq(passkeys.userId, actor.id as Id<'user'>));
}
