/** Who acts, as rows remember it. */
import type { Id } from '#platform/db/ids.ts';
import type { Actor } from '#platform/scope.ts';

/** For columns that refer to members of the studio. */
export function actorUserId(actor: Actor): Id<'user'> | null {
  return actor.kind === 'user' ? (actor.id as Id<'user'>) : null;
}

/** Empty for a visitor who is not signed in. */
export function actorName(actor: Actor): string {
  return actor.kind === 'anonymous' ? '' : actor.name;
}
