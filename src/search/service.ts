/** Finding things of every kind that modules contribute, by whatever a user remembers of them. */
import type { SearchKind } from '#platform/contributions/search-kind.ts';
import { MOST_COUNTED } from '#platform/format/counted.ts';
import type { Scope } from '#platform/scope.ts';
import type { Found, FoundPage, Question } from '#search/model.ts';
import { findOfKind } from '#search/queries.ts';

/** The best of each kind. @param kinds those that the reader may see */
export function searchAll(
  scope: Scope,
  question: Question,
  { kinds, limit }: { readonly kinds: readonly SearchKind[]; readonly limit: number },
): Promise<readonly Found[]> {
  const asked = { question, now: scope.now, limit, offset: 0 };
  return Promise.all(kinds.map((kind) => findOfKind(scope.db, kind, asked)));
}

/** One page of one kind. @param after how many to pass over */
export async function searchKind(
  scope: Scope,
  question: Question,
  { kind, after, limit }: { readonly kind: SearchKind; readonly after: number; readonly limit: number },
): Promise<FoundPage> {
  const found = await findOfKind(scope.db, kind, { question, now: scope.now, limit, offset: after });
  const end = after + found.rows.length;
  return { ...found, next: found.rows.length > 0 && end < Math.min(found.total, MOST_COUNTED) ? end : null };
}
