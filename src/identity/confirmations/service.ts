/** Proof that an address is a user's: a link that was mailed to it, opened by who knows the password or is signed in. */
import { type Claim, claimAddress } from '#identity/confirmations/claim.ts';
import type { Oneself } from '#identity/logins/service.ts';
import type { Account } from '#identity/queries.ts';
import type { ControlScope } from '#platform/scope.ts';

/** Asks for another link. */
export async function requestConfirmation(scope: ControlScope, actor: Oneself): Promise<void> {
  await scope.control.write('identity.confirm', async (w) => {
    w.enqueue('identity.send-confirmation', { userId: actor.id });
    w.about({ kind: 'user', id: actor.id }, { name: actor.name, step: 'asked' });
  });
}

/** @returns null when the user has another address by now */
export function confirm(scope: ControlScope, { id, name, email }: Account): Promise<Claim | null> {
  return scope.control.write('identity.confirm', async (w) => {
    const claim = await claimAddress(w.tx, id, email, scope.now);
    if (claim) w.about({ kind: 'user', id: claim.userId }, { name, step: 'done' });
    else w.unchanged();
    return claim;
  });
}
