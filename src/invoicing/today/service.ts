import { isBilled } from '#invoicing/sources/queries.ts';
import type { Billable, BillableKind, PartContext } from '#platform/contributions/billables.ts';
import { MOST_TASKS } from '#platform/contributions/today.ts';
import type { Scope } from '#platform/scope.ts';

/** What was done longer ago is left to the lists. */
const LATELY = 90 * 86_400_000;

export interface Unbilled extends Pick<BillableKind, 'more'> {
  readonly total: number;
  readonly rows: readonly Billable[];
}

/** What is done and on no invoice yet, of each kind the latest. */
export function listUnbilled(scope: Scope, { billables, locale }: PartContext): Promise<Unbilled[]> {
  const asked = {
    of: { since: new Date(scope.now.getTime() - LATELY) },
    most: MOST_TASKS,
    locale,
  };
  return Promise.all(
    billables.map(async ({ kind, more, list }) => ({
      more,
      ...(await list(scope, { ...asked, isBilled: isBilled(kind) })),
    })),
  );
}
