/** Asking people to join: who is asked, again or no more. Nothing here depends on whether the address has an account elsewhere. */
import { and, eq, lte, notInArray, type SQL, sql } from 'drizzle-orm';
import { canonicalAddress } from '#identity/addresses.ts';
import type { Invitation } from '#identity/invitations/model.ts';
import { isInvitation, isOpen } from '#identity/invitations/queries.ts';
import type { UserActor } from '#identity/logins/service.ts';
import { lockRoles } from '#identity/members/locks.ts';
import { rolesGivenBy } from '#identity/members/policy.ts';
import { findMemberByEmail } from '#identity/queries.ts';
import { invitationLinks, invitations } from '#identity/schema.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { type Refusal, type Result, refuse, tryControlWrite } from '#platform/refusal.ts';
import type { Role, Scope } from '#platform/scope.ts';

const DAY_MS = 86_400_000;

export interface NewInvitation {
  readonly email: string;
  readonly role: Role;
  readonly days: number;
}

const INVITED: Refusal = { kind: 'conflict', field: 'email', messageKey: 'identity.invitations.already' };
const MEMBER: Refusal = { kind: 'conflict', field: 'email', messageKey: 'identity.invitations.member' };

/** One that has expired makes way. */
export async function invite(scope: Scope, actor: UserActor, input: NewInvitation): Promise<Result<void>> {
  const { role, days } = input;
  const email = canonicalAddress(input.email);
  const held = await scope.mail.hold();
  if (held) return { ok: false, refusal: { kind: 'invalid', field: 'email', ...held } };
  return tryControlWrite(
    scope,
    'identity.invite',
    async (w) => {
      await lockRoles(w.tx, scope, actor);
      if (!rolesGivenBy(actor.role).includes(role))
        refuse({ kind: 'invalid', field: 'role', messageKey: 'identity.invitations.above' });
      await closeExpired(w.tx, scope, email);
      const id = newId<'invitation'>();
      await w.tx.insert(invitations).values({
        ...{ id, email, role, days, studioId: scope.studio.id as Id<'studio'> },
        ...{ invitedBy: actor.id as Id<'user'>, inviterName: actor.name },
        ...{ createdAt: scope.now, expiresAt: daysLater(scope, days) },
      });
      // Asked last: a person who accepts an earlier invitation just now is a member by then.
      if (await findMemberByEmail(w.tx, scope.studio.id, email)) refuse(MEMBER);
      w.enqueue('identity.send-invitation', { invitationId: id, sending: 1 });
      w.about(null, { name: email, role });
    },
    { invitations_open: INVITED },
  );
}

async function closeExpired(tx: WriteDb, { studio, now }: Scope, email: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitations.studioId, studio.id as Id<'studio'>),
        eq(invitations.email, email),
        isOpen,
        lte(invitations.expiresAt, now),
      ),
    );
}

/** Another mail, good for as many days from now on; the link of the one before is dead at once. */
export function resend(scope: Scope, actor: UserActor, id: Id<'invitation'>): Promise<Result<void>> {
  return tryControlWrite(scope, 'identity.invite-again', async (w) => {
    const { email, role, days } = await lockInvitation(w.tx, scope, actor, id);
    if (await findMemberByEmail(w.tx, scope.studio.id, email)) refuse({ ...MEMBER, field: '' });
    const [renewed] = await w.tx
      .update(invitations)
      .set({ sending: sql`${invitations.sending} + 1`, expiresAt: daysLater(scope, days), unsentAt: null })
      .where(isInvitation(scope.studio.id, id))
      .returning({ sending: invitations.sending });
    w.enqueue('identity.send-invitation', { invitationId: id, sending: renewed?.sending ?? 0 });
    w.about(null, { name: email, role });
  });
}

export function revoke(scope: Scope, actor: UserActor, id: Id<'invitation'>): Promise<Result<void>> {
  return tryControlWrite(scope, 'identity.withdraw', async (w) => {
    const { email, role } = await lockInvitation(w.tx, scope, actor, id);
    await w.tx.update(invitations).set({ revokedAt: scope.now }).where(isInvitation(scope.studio.id, id));
    w.about(null, { name: email, role });
  });
}

/** Locked until the transaction ends, so that it is not accepted meanwhile. @throws AppError not-found, or forbidden for a role above the actor's */
async function lockInvitation(tx: WriteDb, scope: Scope, actor: UserActor, id: Id<'invitation'>): Promise<Invitation> {
  await lockRoles(tx, scope, actor);
  const [found] = await tx.select().from(invitations).where(isInvitation(scope.studio.id, id)).for('update');
  if (!found) throw notFound();
  if (!rolesGivenBy(actor.role).includes(found.role)) throw new AppError('forbidden', 'identity.members.forbidden');
  if (found.acceptedAt) refuse({ kind: 'conflict', field: '', messageKey: 'identity.invitations.accepted' });
  if (found.revokedAt) refuse({ kind: 'conflict', field: '', messageKey: 'identity.invitations.closed' });
  return found;
}

/** An inviter who may no longer give a role has not given it: what they sent is void. */
export async function revokeBeyond(
  tx: WriteDb,
  { studio, now }: Scope,
  inviterId: string,
  given: readonly Role[],
): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitations.studioId, studio.id as Id<'studio'>),
        eq(invitations.invitedBy, inviterId as Id<'user'>),
        isOpen,
        notInArray(invitations.role, [...given]),
      ),
    );
}

/** The token exists in the mail and nowhere else. @returns null when there is nothing to send any more */
export async function createLink(
  scope: Scope,
  id: string,
  sending: number,
): Promise<{ readonly invitation: Invitation; readonly token: string } | null> {
  const isDue: SQL | undefined = and(isInvitation(scope.studio.id, id), eq(invitations.sending, sending), isOpen);
  const [invitation] = await scope.control.select().from(invitations).where(isDue);
  if (!invitation) return null;
  const token = newToken();
  const link = { tokenHash: hashToken(token), invitationId: invitation.id, sending };
  await scope.control.writeUnaudited('token', (tx) => tx.insert(invitationLinks).values(link));
  return { invitation, token };
}

/** The list of invitations says so. */
export async function markUnsent({ control, studio, now }: Scope, id: string): Promise<void> {
  await control.writeUnaudited('token', (tx) =>
    tx.update(invitations).set({ unsentAt: now }).where(isInvitation(studio.id, id)),
  );
}

function daysLater({ now }: Scope, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}
