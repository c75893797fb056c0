/**
 * What the link in the mail carries: user and end, signed together with the address. It is stored nowhere, a job that is tried again
 * sends one that is as good, and it opens nothing once the user has another address.
 */
import { timingSafeEqual } from 'node:crypto';
import { type Account, findAccount } from '#identity/queries.ts';
import { parseId } from '#platform/db/ids.ts';
import type { ControlScope } from '#platform/scope.ts';

const LIFETIME_MS = 7 * 86_400_000;
const PURPOSE = 'identity-confirmation';

export function confirmationToken(scope: ControlScope, account: Pick<Account, 'id' | 'email'>): string {
  return tokenOf(scope, account, (scope.now.getTime() + LIFETIME_MS).toString(36));
}

/** Who is to be confirmed; null for what this host never signed, or not for the present address, and for what is too old. */
export async function findConfirmation(scope: ControlScope, token: string): Promise<Account | null> {
  const [, id, end = ''] = /^([0-9a-f-]{36})\.([0-9a-z]{1,12})-[\w-]+$/.exec(token) ?? [];
  const userId = parseId<'user'>(id);
  if (!userId || Number.parseInt(end, 36) <= scope.now.getTime()) return null;
  const account = await findAccount(scope, userId);
  if (!account) return null;
  const [given, wanted] = [Buffer.from(token), Buffer.from(tokenOf(scope, account, end))];
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? account : null;
}

function tokenOf(scope: ControlScope, { id, email }: Pick<Account, 'id' | 'email'>, end: string): string {
  return `${id}.${end}-${scope.sign(PURPOSE, `${id} ${end} ${email}`)}`;
}
