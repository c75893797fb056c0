/** Links by mail and what they open. The raw token of a login is in its cookie and nowhere else. */
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { type Id, newId } from '#platform/db/ids.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import type { Actor, Scope, Write } from '#platform/scope.ts';
import { readSignedId, signId } from '#platform/signed-id.ts';
import { findLogin, lockWelcomeClient } from '#portal/queries.ts';
import { portalLinks, portalLogins } from '#portal/schema.ts';

export type PortalLinkId = Id<'portal-link'>;

const LINK_MINUTES = 30;
const LOGIN_DAYS = 30;
const PURPOSE = 'portal-link';

/**
 * Asks for a link. The same rows and the same job whether anybody has the address or not; only the mail differs.
 * @param next the page of the portal that was asked for
 */
export function requestLink(scope: Scope, clientId: Id<'client'> | null, next: string): Promise<void> {
  return scope.write('portal.login', async (write) => {
    write.about(clientId && { kind: 'client', id: clientId }, { step: clientId ? 'asked' : 'unknown' });
    write.enqueue('portal.send-link', { linkId: await insertLink(write, clientId, scope.now), next });
  });
}

export async function insertLink(write: Write, clientId: Id<'client'> | null, at: Date): Promise<PortalLinkId> {
  const id = newId<'portal-link'>();
  const expiresAt = new Date(at.getTime() + LINK_MINUTES * 60_000);
  await write.tx.insert(portalLinks).values({ id, clientId, expiresAt, createdAt: at });
  return id;
}

export function tokenFor(scope: Scope, linkId: PortalLinkId): string {
  return signId(scope, PURPOSE, linkId);
}

const verifyToken = (scope: Scope, token: string) => readSignedId<'portal-link'>(scope, PURPOSE, token);

const usable = (scope: Scope, id: PortalLinkId) =>
  and(eq(portalLinks.id, id), isNull(portalLinks.usedAt), gt(portalLinks.expiresAt, scope.now));

/** Whether a link would open just now; looking at it changes nothing, so that a mail scanner cannot use it up. */
export async function isLinkUsable(scope: Scope, token: string): Promise<boolean> {
  const id = verifyToken(scope, token);
  if (!id) return false;
  const rows = await scope.db.select({ id: portalLinks.id }).from(portalLinks).where(usable(scope, id));
  return rows.length > 0;
}

export interface Visit {
  readonly address: string;
  readonly userAgent: string;
}

/** @returns the raw token for the cookie. @throws AppError gone when the link was used, has expired or was never ours */
export async function enter(scope: Scope, token: string, visit: Visit): Promise<string> {
  const id = verifyToken(scope, token);
  if (!id) throw new AppError('gone', 'portal.error.link');
  return scope.write('portal.login', async (write) => {
    // The client first: what takes access away locks it too, and then ends the logins that it finds.
    const clientId = await lockWelcomeClient(write.db, id);
    const [link] = await write.tx.update(portalLinks).set({ usedAt: scope.now }).where(usable(scope, id)).returning();
    if (!clientId || !link) throw new AppError('gone', 'portal.error.link');
    const raw = randomBytes(32).toString('base64url');
    write.about({ kind: 'client', id: clientId }, { step: 'entered' });
    await write.tx.insert(portalLogins).values({
      id: newId<'portal-login'>(),
      clientId,
      tokenHash: hashOf(raw),
      createdAt: scope.now,
      expiresAt: new Date(scope.now.getTime() + LOGIN_DAYS * 86_400_000),
      address: visit.address,
      userAgent: visit.userAgent.slice(0, 300),
    });
    return raw;
  });
}

export function leave(scope: Scope, actor: Extract<Actor, { kind: 'client' }>): Promise<void> {
  return scope.write('portal.logout', async (write) => {
    write.about({ kind: 'client', id: actor.id }, {});
    await write.tx
      .update(portalLogins)
      .set({ revokedAt: scope.now })
      .where(eq(portalLogins.id, actor.loginId as Id<'portal-login'>));
  });
}

export interface OpenPortalLogin {
  readonly id: Id<'portal-login'>;
  readonly createdAt: Date;
  readonly address: string;
  readonly userAgent: string;
}

const open = (scope: Pick<Scope, 'now'>) => and(isNull(portalLogins.revokedAt), gt(portalLogins.expiresAt, scope.now));

/** Where a client is in the portal, latest first. */
export async function listOpenLogins(scope: Scope, clientId: Id<'client'>): Promise<readonly OpenPortalLogin[]> {
  const { id, createdAt, address, userAgent } = portalLogins;
  return scope.db
    .select({ id, createdAt, address, userAgent })
    .from(portalLogins)
    .where(and(eq(portalLogins.clientId, clientId), open(scope)))
    .orderBy(desc(createdAt))
    .limit(20);
}

/** The studio ends it. @returns whose it was. @throws AppError not-found unless it is open */
export function revokeLogin(scope: Scope, id: Id<'portal-login'>): Promise<Id<'client'>> {
  return scope.write('portal.revoke', async (write) => {
    const [login] = await write.tx
      .update(portalLogins)
      .set({ revokedAt: scope.now })
      .where(and(eq(portalLogins.id, id), open(scope)))
      .returning({ clientId: portalLogins.clientId });
    if (!login) throw notFound();
    write.about({ kind: 'client', id: login.clientId }, {});
    return login.clientId;
  });
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** The client of a cookie; access that the studio has withdrawn ends at the next request. */
export async function identifyClient(scope: Scope, raw: string): Promise<Actor> {
  const [login] = await findLogin(scope.db, { hash: hashOf(raw), now: scope.now.toISOString() });
  if (!login) return { kind: 'anonymous' };
  const locale = isLocale(login.language) ? login.language : null;
  return { kind: 'client', id: login.clientId, loginId: login.id, name: login.name, locale };
}
