/** Who sees what a session costs, and who agrees on it: ops/decisions/0034. */
import type { Scope } from '#platform/scope.ts';
import type { SessionInput } from '#sessions/input.ts';
import type { Session } from '#sessions/model.ts';

type Reader = Pick<Scope, 'can'>;

const NO_RATES = { hourly: null, halfDay: null, day: null } as const;

/** Without what it costs for those who may not see it. What writes reads the whole session by itself. */
export function shownTo({ can }: Reader, session: Session): Session {
  return can('sessions.see-prices') ? session : { ...session, rates: NO_RATES, agreedPrice: null };
}

/** What was agreed before stays where the actor may not see it, whatever the form says. */
export function agreedBy({ can }: Reader, { agreedPrice }: SessionInput, before: bigint | null): bigint | null {
  return can('sessions.see-prices') ? agreedPrice : before;
}
