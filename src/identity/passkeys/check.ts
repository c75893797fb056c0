/** Judges who answers a challenge with a passkey. */
import { and, eq, lt } from 'drizzle-orm';
import { type Ceremony, type Challenge, openChallenge, spendChallenge } from '#identity/passkeys/challenges.ts';
import type { PasskeyAnswer } from '#identity/passkeys/forms.ts';
import { findCredential } from '#identity/passkeys/queries.ts';
import { passkeys } from '#identity/passkeys/schema.ts';
import { verifyAnswer } from '#identity/passkeys/webauthn.ts';
import { type Account, findMember } from '#identity/queries.ts';
import { noteAction } from '#platform/audit/notes.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Scope } from '#platform/scope.ts';

/** Not exported: only an answer that was checked here bears it. */
const VERIFIED = Symbol('verified by a passkey');

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Had the device, and proved to it who they are: both factors at once. */
export interface VerifiedPerson extends Person {
  readonly passkeyId: Id<'passkey'>;
  readonly [VERIFIED]: true;
}

/**
 * `expired`: too old, answered before, or asked for by another browser. `refused` is the same for a wrong answer, for a passkey that
 * is not known at this host, and for one of a user who is no member here.
 */
export type CheckedPasskey = VerifiedPerson | 'expired' | 'refused';

export async function checkPasskey(
  scope: Scope,
  { ceremony, origin }: { readonly ceremony: Ceremony; readonly origin: string },
  { answer, challenge }: PasskeyAnswer,
): Promise<CheckedPasskey> {
  const asked = openChallenge(scope, ceremony, challenge);
  if (!asked) return noteRefusal(scope, null, 'expired');
  const { host } = ceremony;
  const passkey = await findCredential(scope.control, host, answer.id);
  const account = passkey && (await findMember(scope.control, scope.studio.id, passkey.userId));
  if (!account || answer.response.userHandle !== passkey.userHandle) return noteRefusal(scope, account, 'refused');
  const proven = await verifyAnswer(answer, { challenge, host, origin }, passkey);
  if (!proven) return noteRefusal(scope, account, 'refused');
  const used = await usePasskey(scope, asked, passkey.id, proven);
  if (used !== 'used') return noteRefusal(scope, account, used);
  return { id: account.id, name: account.name, passkeyId: passkey.id, [VERIFIED]: true };
}

interface Proven {
  readonly newCounter: number;
  readonly credentialBackedUp: boolean;
}

/** Challenge and counter are spent before anything is opened with them; a passkey that was removed meanwhile opens nothing. */
function usePasskey(scope: Scope, asked: Challenge, id: Id<'passkey'>, { newCounter, credentialBackedUp }: Proven) {
  return scope.control.writeUnaudited('token', async (tx) => {
    if (!(await spendChallenge(tx, scope, asked))) return 'expired';
    const goesOn = newCounter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, newCounter);
    const used = await tx
      .update(passkeys)
      .set({ counter: newCounter, isSynced: credentialBackedUp, lastUsedAt: scope.now })
      .where(and(eq(passkeys.id, id), goesOn))
      .returning({ id: passkeys.id });
    return used.length === 1 ? 'used' : 'refused';
  });
}

function noteRefusal<R>(scope: Scope, account: Account | null, refused: R): R {
  const by = 'passkey';
  if (account) noteAction(scope, 'identity.refuse-login', { kind: 'user', id: account.id }, { name: account.name, by });
  else noteAction(scope, 'identity.refuse-login', null, { by });
  return refused;
}
