import { listOwnStudios } from '#identity/me/queries.ts';
import type { ControlScope } from '#platform/scope.ts';

/** What an attacker tries first: the person's name and address, and the studio's; on the main host the names of all their studios. */
export async function listKnownWords(
  scope: ControlScope,
  { id, name, email }: { readonly id: string; readonly name: string; readonly email: string },
): Promise<readonly string[]> {
  const { studio } = scope;
  const places = studio ? [studio.name, studio.slug] : (await listOwnStudios(scope, id)).map((own) => own.name);
  return [name, email, ...places];
}
