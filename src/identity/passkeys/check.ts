/** Judges who answers a challenge with a passkey. */
import { and, eq, lt } from 'drizzle-orm';
import type { Asked } from '#identity/passkeys/ceremonies.ts';
import { type Challenge, openChallenge, spendChallenge } from '#identity/passkeys/challenges.ts';
import type { PasskeyAnswer } from '#identity/passkeys/forms.ts';
import { findCredential } from '#identity/passkeys/queries.ts';
import { passkeys } from '#identity/passkeys/schema.ts';
import { verifyAnswer } from '#identity/passkeys/webauthn.ts';
import { type Account, findAccount } from '#identity/queries.ts';
import { noteAction } from '#platform/audit/notes.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ControlScope } from '#platform/scope.ts';

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
 * is not known at this host, and for one of a user who may not enter here.
 */
export type Unproved = 'expired' | 'refused';

/** Who comes to the login page. */
export async function checkPasskey(
  scope: ControlScope,
  asked: Asked,
  given: PasskeyAnswer,
): Promise<VerifiedPerson | Unproved> {
  const judged = await judge(scope, asked, given);
  if (judged.verdict !== 'used') {
    noteRefusal(scope, judged.account);
    return judged.verdict;
  }
  const { id, name } = judged.account;
  return { id, name, passkeyId: judged.passkeyId, [VERIFIED]: true };
}

/** Whether it is the user themselves who answers: another's passkey proves nothing, and is not used. */
export async function checkOwnPasskey(
  scope: ControlScope,
  { id }: Person,
  asked: Asked,
  given: PasskeyAnswer,
): Promise<'used' | Unproved> {
  return (await judge(scope, asked, given, id)).verdict;
}

type Judged =
  | { readonly verdict: 'used'; readonly account: Account; readonly passkeyId: Id<'passkey'> }
  | { readonly verdict: Unproved; readonly account: Account | null };

/** @param whose the one user whose passkeys count, where it is known */
async function judge(
  scope: ControlScope,
  { ceremony, origin }: Asked,
  { answer, challenge }: PasskeyAnswer,
  whose?: string,
): Promise<Judged> {
  const asked = openChallenge(scope, ceremony, challenge);
  if (!asked) return { account: null, verdict: 'expired' };
  const { host } = ceremony;
  const passkey = await findCredential(scope.control, host, answer.id);
  if (!passkey || (whose !== undefined && whose !== passkey.userId)) return { account: null, verdict: 'refused' };
  const account = await findAccount(scope, passkey.userId);
  if (!account || answer.response.userHandle !== passkey.userHandle) return { account, verdict: 'refused' };
  const proven = await verifyAnswer(answer, { challenge, host, origin }, passkey);
  const verdict = proven ? await usePasskey(scope, asked, passkey.id, proven) : 'refused';
  return verdict === 'used' ? { verdict, account, passkeyId: passkey.id } : { verdict, account };
}

interface Proven {
  readonly newCounter: number;
  readonly credentialBackedUp: boolean;
}

/** Challenge and counter are spent before anything is opened with them; a passkey that was removed meanwhile opens nothing. */
function usePasskey(
  scope: ControlScope,
  asked: Challenge,
  id: Id<'passkey'>,
  { newCounter, credentialBackedUp }: Proven,
) {
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

function noteRefusal(scope: ControlScope, account: Account | null): void {
  const by = 'passkey';
  if (account) noteAction(scope, 'identity.refuse-login', { kind: 'user', id: account.id }, { name: account.name, by });
  else noteAction(scope, 'identity.refuse-login', null, { by });
}
