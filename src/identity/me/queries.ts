/** What the main host shows to a user of themselves. */
import { and, asc, desc, eq, gt, inArray, ne } from 'drizzle-orm';
import { spellingsOf } from '#identity/addresses.ts';
import { isOpen } from '#identity/invitations/queries.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { invitations, members } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ControlScope, Role, StudioStatus } from '#platform/scope.ts';
import { studios } from '#platform/tenancy/schema.ts';
import { hostOf } from '#studios/slugs/service.ts';

const MOST_LISTED = 100;

export interface OwnStudio {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  /** Of its own colour; null for ours. */
  readonly accentHue: number | null;
  readonly status: StudioStatus;
  readonly role: Role;
}

/** Of which they are a member, by name. */
export async function listOwnStudios({ control, publicUrl }: ControlScope, userId: string): Promise<OwnStudio[]> {
  const { id, name, slug, accentHue, status } = studios;
  const rows = await control
    .select({ id, name, slug, accentHue, status, role: members.role })
    .from(members)
    .innerJoin(studios, eq(studios.id, members.studioId))
    .where(and(eq(members.userId, userId as Id<'user'>), ne(status, 'deleted')))
    .orderBy(asc(name), asc(id))
    .limit(MOST_LISTED);
  return rows.map(({ slug: own, ...studio }) => ({ ...studio, host: hostOf(publicUrl, own) }));
}

export interface OwnInvitation {
  readonly id: string;
  readonly studioName: string;
  readonly inviterName: string;
  readonly role: Role;
  readonly expiresAt: Date;
}

/** To their address, once it is proved to be theirs; latest first. */
export async function listOwnInvitations(
  { control, now }: ControlScope,
  { email, unconfirmed }: Oneself,
): Promise<readonly OwnInvitation[]> {
  if (unconfirmed) return [];
  const { id, inviterName, role, expiresAt } = invitations;
  return control
    .select({ id, studioName: studios.name, inviterName, role, expiresAt })
    .from(invitations)
    .innerJoin(studios, eq(studios.id, invitations.studioId))
    .where(and(inArray(invitations.email, spellingsOf(email)), isOpen, gt(expiresAt, now), eq(studios.status, 'ready')))
    .orderBy(desc(invitations.createdAt))
    .limit(MOST_LISTED);
}
