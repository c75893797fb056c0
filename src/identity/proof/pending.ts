/**
 * What waits until its login has proved itself. A form is a row, a page to read is all in the address of `/proof`: reading writes
 * nothing. Both are sealed about their login, so that no other login opens them and no address leads to another host.
 */
import { and, eq, gt, lt } from 'drizzle-orm';
import type { Oneself } from '#identity/logins/service.ts';
import { PROOF_MINUTES } from '#identity/model.ts';
import { pendingRequests } from '#identity/proof/schema.ts';
import { type Id, newId, parseId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { AppError } from '#platform/http/errors.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { ControlScope } from '#platform/scope.ts';

export interface Asked {
  /** In words. */
  readonly what: MessageKey;
  /** Name or address of the person whom it concerns. */
  readonly whom?: string;
  /** Path and query. */
  readonly path: string;
  /** The page with the form or the link. */
  readonly from: string;
}

export interface AskedForm extends Asked {
  readonly id: Id<'pending-request'>;
  /** URL-encoded, with its request key. */
  readonly body: string;
}

const FORM = 'identity proof form';
const PAGE = 'identity proof page';

/** Risky forms are short. */
const LONGEST_BODY = 64_000;
const LONGEST_PATH = 4_000;
/** Of one login: who asks for more has left the first ones behind. */
const KEPT_MS = PROOF_MINUTES * 60_000;

/** @throws AppError too-large */
export async function keepForm(
  { control, secrets, now }: ControlScope,
  { loginId }: Oneself,
  { body, ...asked }: Omit<AskedForm, 'id'>,
): Promise<Id<'pending-request'>> {
  if (body.length > LONGEST_BODY) throw new AppError('too-large', 'platform.error.tooLarge');
  const id = newId<'pending-request'>();
  await control.writeUnaudited('token', async (tx) => {
    await tx
      .delete(pendingRequests)
      .where(and(eq(pendingRequests.loginId, loginId as Id<'login'>), lt(pendingRequests.expiresAt, now)));
    await tx.insert(pendingRequests).values({
      id,
      loginId: loginId as Id<'login'>,
      request: secrets.seal(FORM, `${id} ${loginId}`, JSON.stringify({ ...asked, body })),
      createdAt: now,
      expiresAt: new Date(now.getTime() + KEPT_MS),
    });
  });
  return id;
}

/** Null for what is spent, too old, or another login's. */
export async function findForm(
  { control, secrets, now }: ControlScope,
  { loginId }: Oneself,
  text: string,
): Promise<AskedForm | null> {
  const id = parseId<'pending-request'>(text);
  if (!id) return null;
  const [row] = await control
    .select({ request: pendingRequests.request })
    .from(pendingRequests)
    .where(and(isOf(id, loginId), gt(pendingRequests.expiresAt, now)));
  const opened = row && secrets.open(FORM, `${id} ${loginId}`, row.request);
  return opened ? { ...(JSON.parse(opened) as Omit<AskedForm, 'id'>), id } : null;
}

/** @returns false when another has taken it: of two at once one carries it out */
export async function takeForm(tx: WriteDb, id: Id<'pending-request'>, loginId: string): Promise<boolean> {
  const taken = await tx.delete(pendingRequests).where(isOf(id, loginId)).returning({ id: pendingRequests.id });
  return taken.length > 0;
}

function isOf(id: Id<'pending-request'>, loginId: string) {
  return and(eq(pendingRequests.id, id), eq(pendingRequests.loginId, loginId as Id<'login'>));
}

/** A list of ticked rows may be too long for an address: then it leads back to where they were ticked. */
export function sealPage({ secrets, now }: ControlScope, { loginId }: Oneself, asked: Asked): string {
  const path = asked.path.length > LONGEST_PATH ? asked.from : asked.path;
  const until = now.getTime() + KEPT_MS;
  return secrets.seal(PAGE, loginId, JSON.stringify({ ...asked, path, until }));
}

export function openPage({ secrets, now }: ControlScope, { loginId }: Oneself, sealed: string): Asked | null {
  const opened = secrets.open(PAGE, loginId, sealed);
  if (opened === null) return null;
  const { until, ...asked } = JSON.parse(opened) as Asked & { readonly until: number };
  return until > now.getTime() ? asked : null;
}
