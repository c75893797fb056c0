import { eq } from 'drizzle-orm';
import type { ProfileChanges } from '#identity/input.ts';
import type { UserActor } from '#identity/logins/service.ts';
import { users } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Scope } from '#platform/scope.ts';

export async function updateOwnProfile(scope: Scope, actor: UserActor, changes: ProfileChanges): Promise<void> {
  await scope.control.write('identity.profile', async (w) => {
    await w.tx
      .update(users)
      .set({ ...changes, updatedAt: scope.now })
      .where(eq(users.id, actor.id as Id<'user'>));
    w.about({ kind: 'user', id: actor.id }, { name: changes.name ?? actor.name, fields: Object.keys(changes) });
  });
}
