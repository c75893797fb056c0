import type { Role } from '#platform/scope.ts';

export const LONGEST_INVITATION_DAYS = 30;
export const USUAL_INVITATION_DAYS = 7;

/** Why a link opens nothing: also `replaced` by that of a later mail, or `unknown` here. */
export type DeadReason = 'spent' | 'revoked' | 'replaced' | 'expired' | 'unknown';

export interface Invitation {
  readonly id: string;
  readonly studioId: string;
  readonly email: string;
  readonly role: Role;
  readonly inviterName: string;
  readonly days: number;
  readonly sending: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly unsentAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** @param sending of the mail in which the link was; null while it opens the studio */
export function deadReason(invitation: Invitation, sending: number, now: Date): DeadReason | null {
  const { acceptedAt, revokedAt, expiresAt } = invitation;
  if (acceptedAt) return 'spent';
  // One that had expired is closed when the address is invited anew.
  if (revokedAt) return revokedAt < expiresAt ? 'revoked' : 'expired';
  if (sending < invitation.sending) return 'replaced';
  return expiresAt <= now ? 'expired' : null;
}
