import { AppError } from '#platform/http/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { insertInvitation } from '#portal/links/service.ts';
import type { ClientPerson } from '#portal/people/queries.ts';
import { lockPeople } from '#portal/queries.ts';

/** Sends a link that opens the portal. @throws AppError conflict for a person who may not enter */
export function invitePerson(scope: Scope, { id, clientId, name, email }: ClientPerson): Promise<void> {
  return scope.write('portal.invite', async (write) => {
    const people = email === null ? [] : await lockPeople(write.db, email);
    if (email === null || !people.some(({ personId }) => personId === id))
      throw new AppError('conflict', 'portal.people.closed');
    write.about({ kind: 'client', id: clientId }, { person: name });
    write.enqueue('portal.send-invitation', { linkId: await insertInvitation(write, email) });
  });
}
