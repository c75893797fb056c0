import { eq } from 'drizzle-orm';
import { factorCode } from '#identity/input.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { askedProof } from '#identity/passkeys/ceremonies.ts';
import { checkOwnPasskey, type Unproved } from '#identity/passkeys/check.ts';
import type { PasskeyAnswer } from '#identity/passkeys/forms.ts';
import { checkOwnPassword } from '#identity/passwords/service.ts';
import { type AskedForm, takeForm } from '#identity/proof/pending.ts';
import { logins } from '#identity/schema.ts';
import {
  countTries,
  factorLimits,
  forgiveTries,
  passkeyLimits,
  passwordLimits,
  proofLimits,
  tryPassword,
} from '#identity/throttles.ts';
import { looksLikeBackupCode, spendBackupCode } from '#identity/two-factor/backup-codes.ts';
import { spendCode } from '#identity/two-factor/secret.ts';
import { noteAction } from '#platform/audit/notes.ts';
import type { Id } from '#platform/db/ids.ts';
import type { AppContext } from '#platform/http/env.ts';
import type { ControlScope } from '#platform/scope.ts';

export type ProvedBy = 'password' | 'code' | 'backup' | 'passkey';

/**
 * One field for all: a password has at least eight signs, a code of the app six digits, a backup code ten letters.
 * @returns null when it is none of them, which is noted
 * @throws AppError limited
 */
export async function proveSelf(c: AppContext, actor: Oneself, given: string): Promise<ProvedBy | null> {
  const { controlScope: scope } = c.var;
  const code = factorCode.safeParse(given);
  const isCode = code.success || looksLikeBackupCode(given);
  const limits = [
    ...proofLimits(actor.loginId),
    ...(code.success ? [] : await passwordLimits(c, actor.email)),
    ...(isCode ? await factorLimits(c, actor.id) : []),
  ];
  const by = await tryPassword(c, limits, () =>
    code.success ? checkCode(scope, actor, code.data) : checkWords(scope, actor, given),
  );
  if (by === null) noteRefusal(scope, actor);
  return by;
}

/** By one of the actor's passkeys, asked for here by this login. @throws AppError limited */
export async function proveByPasskey(c: AppContext, actor: Oneself, given: PasskeyAnswer): Promise<'used' | Unproved> {
  const limits = [...proofLimits(actor.loginId), ...passkeyLimits(c)];
  await countTries(c, limits);
  const checked = await checkOwnPasskey(c.var.controlScope, actor, askedProof(c), given);
  if (checked === 'used') await forgiveTries(c, limits);
  else noteRefusal(c.var.controlScope, actor);
  return checked;
}

function noteRefusal(scope: ControlScope, { id, name }: Oneself): void {
  noteAction(scope, 'identity.refuse-proof', { kind: 'user', id }, { name });
}

async function checkCode(scope: ControlScope, { id }: Oneself, code: string): Promise<ProvedBy | null> {
  const spent = await scope.control.writeUnaudited('token', (tx) => spendCode(tx, scope, id as Id<'user'>, code));
  return spent ? 'code' : null;
}

async function checkWords(scope: ControlScope, actor: Oneself, given: string): Promise<ProvedBy | null> {
  if (await checkOwnPassword(scope, actor, given)) return 'password';
  if (!looksLikeBackupCode(given)) return null;
  const userId = actor.id as Id<'user'>;
  const spent = await scope.control.writeUnaudited('token', (tx) => spendBackupCode(tx, scope, userId, given));
  return spent ? 'backup' : null;
}

/** @param form that waits for it @returns false when that was carried out in the meantime */
export async function recordProof(
  scope: ControlScope,
  { id, loginId, name }: Oneself,
  by: ProvedBy,
  form: AskedForm | null,
): Promise<boolean> {
  return scope.control.write('identity.prove', async (w) => {
    if (form && !(await takeForm(w.tx, form.id, loginId))) {
      w.unchanged();
      return false;
    }
    await w.tx
      .update(logins)
      .set({ provedAt: scope.now })
      .where(eq(logins.id, loginId as Id<'login'>));
    if (by === 'backup') w.enqueue('identity.send-factor-notice', { userId: id, event: 'code-used' });
    w.about({ kind: 'user', id }, { name, by });
    return true;
  });
}
