/** A stranger may neither flood a mailbox nor try addresses or codes one after another. */
import { foldCase } from '#platform/db/fold.ts';
import type { AppContext } from '#platform/http/env.ts';
import { addressKey, countTry, forgiveTry, type Limit } from '#platform/http/throttle.ts';

const QUARTER_HOUR = 900;
const HOUR = 3_600;

/** @returns the address as it is compared */
export async function throttleLinks(c: AppContext, email: string): Promise<string> {
  const { control, now, studio } = c.var.scope;
  const folded = await foldCase(control, email);
  await countTry(control, now, { key: `portal ${studio.id} ${folded}`, most: 5, windowSeconds: QUARTER_HOUR });
  const network = { key: `portal address ${addressKey(c.var.address)}`, most: 60, windowSeconds: QUARTER_HOUR };
  await countTry(control, now, network);
  return folded;
}

/** Counted for the address that asked, known or not, over all its codes. A right one is taken back. */
export async function throttleCodes(c: AppContext, askedFor: Uint8Array): Promise<() => Promise<void>> {
  const { control, now, studio } = c.var.scope;
  const who = `portal code ${studio.id} ${Buffer.from(askedFor).toString('base64url').slice(0, 22)}`;
  const limits: readonly Limit[] = [
    { key: `portal code address ${addressKey(c.var.address)}`, most: 60, windowSeconds: QUARTER_HOUR },
    { key: who, most: 25, windowSeconds: QUARTER_HOUR },
    { key: `${who} day`, most: 100, windowSeconds: 24 * HOUR },
  ];
  for (const limit of limits) await countTry(control, now, limit);
  return async () => {
    for (const limit of limits) await forgiveTry(control, now, limit);
  };
}

/** Mails that their readers did not ask for: of one studio, and from it to one mailbox. */
export async function throttleInvitations(c: AppContext, email: string): Promise<void> {
  const { control, now, studio } = c.var.scope;
  await countTry(control, now, { key: `portal invitation ${studio.id}`, most: 60, windowSeconds: HOUR });
  const folded = await foldCase(control, email);
  await countTry(control, now, { key: `portal invitation ${studio.id} ${folded}`, most: 5, windowSeconds: HOUR });
}
