/** `<id>.<signature>`: a token for an address. Only the id is stored, so nothing that is stored gives access. */
import { timingSafeEqual } from 'node:crypto';
import { type Id, parseId } from '#platform/db/ids.ts';
import type { Scope } from '#platform/scope.ts';

export function signId(scope: Pick<Scope, 'sign'>, purpose: string, id: string): string {
  return `${id}.${scope.sign(purpose, id)}`;
}

/** Null for what this studio never signed for this purpose. */
export function readSignedId<Name extends string>(
  scope: Pick<Scope, 'sign'>,
  purpose: string,
  token: string,
): Id<Name> | null {
  const id = parseId<Name>(token.split('.', 1)[0]);
  if (!id) return null;
  const [given, wanted] = [Buffer.from(token), Buffer.from(signId(scope, purpose, id))];
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? id : null;
}

/** For logs: an address without what opens it. */
export function withoutSignature(path: string): string {
  return path.replace(/(\/[0-9a-f-]{36}\.)[\w-]+/g, '$1…');
}
