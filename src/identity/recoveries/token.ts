/** The link that ends a wait: signed, stored nowhere, the same in every mail of one. */
import type { Recovery } from '#identity/recoveries/service.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ControlScope } from '#platform/scope.ts';
import { readSignedId, signId } from '#platform/signed-id.ts';

const PURPOSE = 'identity-recovery';

export function cancellationToken(scope: ControlScope, { id }: Pick<Recovery, 'id'>): string {
  return signId(scope, PURPOSE, id);
}

export function readCancellation(scope: ControlScope, token: string): Id<'recovery'> | null {
  return readSignedId(scope, PURPOSE, token);
}
