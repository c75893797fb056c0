/** What stands before a studio's pages for its members: from where they come, and whether with a second factor. */
import { createLately } from '#identity/audit/watch.ts';
import { HAND_OVERS, LOGOUT, PASSKEYS, PROOF, TWO_FACTOR } from '#identity/paths.ts';
import { factorNeeded } from '#identity/policies/model.ts';
import { noteAction } from '#platform/audit/notes.ts';
import { isWithin, plainAddress } from '#platform/format/addresses.ts';
import { sendElsewhere } from '#platform/http/access.ts';
import { wantsProblem } from '#platform/http/answer-error.ts';
import type { AppContext, StudioControlScope } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { isBelow } from '#platform/http/prefix.ts';

/** Where a second factor is set up, and the ways out. */
const FREE = [TWO_FACTOR, PASSKEYS, PROOF, HAND_OVERS, LOGOUT];

interface Person {
  readonly userId: string;
  readonly name: string;
}

/** Whose login it is that came from elsewhere: to the page they are strangers. */
const outsiders = new WeakMap<AppContext, Person>();

/** @returns whether the login counts here and now */
export function admit(c: AppContext, scope: StudioControlScope, person: Person): boolean {
  const isInside = isWithin(scope.studio.entry.ranges, scope.address);
  if (!isInside) outsiders.set(c, person);
  return isInside;
}

export function lacking({ studio, now }: StudioControlScope, hasFactor: boolean): 'soon' | 'now' | null {
  return hasFactor ? null : factorNeeded(studio, now);
}

/** See `Authenticator`. @throws AppError forbidden */
export function hold(c: AppContext, isDoor: boolean): Response | null {
  const { studio, address, actor } = c.var.scope;
  if (!isWithin(studio.entry.ranges, address)) {
    noteOutside(c);
    throw new AppError('forbidden', 'platform.error.outside', { values: { address: plainAddress(address ?? '') } });
  }
  if (isDoor || actor.kind !== 'user' || actor.lacksFactor !== 'now') return null;
  if (FREE.some((prefix) => isBelow(prefix, c.req.path))) return null;
  if (wantsProblem(c)) throw new AppError('forbidden', 'platform.error.noFactor');
  return sendElsewhere(c, TWO_FACTOR);
}

const EVERY_MS = 15 * 60_000;
const MOST_NOTED = 1_000;
const notedLately = createLately(EVERY_MS, MOST_NOTED);

/** Once in a while each: pages refresh parts of themselves. */
function noteOutside(c: AppContext): void {
  const { scope } = c.var;
  const person = outsiders.get(c);
  if (notedLately(`${scope.studio.id} ${scope.address} ${person?.userId}`, scope.now)) return;
  if (person) noteAction(scope, 'identity.refuse-address', { kind: 'user', id: person.userId }, { name: person.name });
  else noteAction(scope, 'identity.refuse-address', null, {});
}
