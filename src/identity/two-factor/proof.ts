/** Proof that it is still the user who sits there, for what weakens the way in: the password, or a code of the app. */
import { z } from 'zod';
import { factorCode, givenPassword } from '#identity/input.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { checkOwnPassword } from '#identity/passwords/service.ts';
import { factorLimits, passwordLimits, tryPassword } from '#identity/throttles.ts';
import { checkOwnCode } from '#identity/two-factor/service.ts';
import type { AppContext } from '#platform/http/env.ts';

/** One field for both: a password has at least eight characters, a code six digits. */
export const proofForm = z.object({ currentPassword: givenPassword });

export async function provesSelf(
  c: AppContext,
  actor: Oneself,
  { currentPassword }: z.output<typeof proofForm>,
): Promise<boolean> {
  const { controlScope: scope } = c.var;
  const code = factorCode.safeParse(currentPassword);
  const right = code.success
    ? tryPassword(c, await factorLimits(c, actor.id), () => checkOwnCode(scope, actor, code.data))
    : tryPassword(c, await passwordLimits(c, actor.email), () => checkOwnPassword(scope, actor, currentPassword));
  return (await right) !== null;
}
