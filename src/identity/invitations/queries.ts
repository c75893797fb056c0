import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import { type DeadReason, deadReason, type Invitation } from '#identity/invitations/model.ts';
import { invitationLinks, invitations } from '#identity/schema.ts';
import { hashToken, isToken } from '#identity/tokens.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { Scope } from '#platform/scope.ts';

const MOST_LISTED = 100;

/** Neither accepted nor revoked; it may have expired. */
export const isOpen: SQL | undefined = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

/** Of one studio. */
export function isInvitation(studioId: string, id: string): SQL | undefined {
  return and(eq(invitations.id, id as Id<'invitation'>), eq(invitations.studioId, studioId as Id<'studio'>));
}

/** Those without an answer, latest first. */
export function listInvitations(control: ReadDb, studioId: string): Promise<Invitation[]> {
  return control
    .select()
    .from(invitations)
    .where(and(eq(invitations.studioId, studioId as Id<'studio'>), isOpen))
    .orderBy(desc(invitations.createdAt))
    .limit(MOST_LISTED);
}

/** The invitation of a link, by the token in it. */
export async function findInvitation(
  { studio, now }: Pick<Scope, 'studio' | 'now'>,
  control: ReadDb,
  token: string,
): Promise<{ readonly invitation: Invitation; readonly reason: DeadReason | null } | null> {
  if (!isToken(token)) return null;
  const [row] = await control
    .select({ invitation: invitations, sending: invitationLinks.sending })
    .from(invitationLinks)
    .innerJoin(invitations, eq(invitations.id, invitationLinks.invitationId))
    .where(and(eq(invitationLinks.tokenHash, hashToken(token)), eq(invitations.studioId, studio.id as Id<'studio'>)));
  return row ? { invitation: row.invitation, reason: deadReason(row.invitation, row.sending, now) } : null;
}
