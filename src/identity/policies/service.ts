/** Rules of a studio about how its members come in. Each counts from the next request on, for those who are signed in too. */
import { and, eq, isNull, lte, ne, or } from 'drizzle-orm';
import type { UserActor } from '#identity/logins/service.ts';
import { IDLE_HOURS, LONGEST_HOURS, limitsOf, writeRanges } from '#identity/policies/model.ts';
import { isOfFactor, selectPolicy } from '#identity/policies/queries.ts';
import { logins } from '#identity/schema.ts';
import { changesBetween } from '#platform/audit/changes.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { isWithin, plainAddress } from '#platform/format/addresses.ts';
import { type LocalDay, localDay } from '#platform/format/zoned.ts';
import { type Refusal, type Result, refuse, tryControlWrite } from '#platform/refusal.ts';
import type { AddressRange, ControlWrite, EntryPolicy, Scope } from '#platform/scope.ts';
import { studios } from '#platform/tenancy/schema.ts';

const PAST = { kind: 'invalid', field: 'factorFrom', messageKey: 'identity.policy.error.past' } satisfies Refusal;
const OWN = { kind: 'invalid', field: 'factorFrom', messageKey: 'identity.policy.error.own' } satisfies Refusal;

type SetPolicy = ControlWrite<'identity.set-policy'>;

/** Null: of none. Those who have no second factor are told; the one who sets it needs one for today. */
export async function requireFactor(
  scope: Scope,
  actor: UserActor,
  factorFrom: LocalDay | null,
): Promise<Result<void>> {
  const { studio, control } = scope;
  const hasOwn = await isOfFactor(control, actor.loginId);
  return tryControlWrite(scope, 'identity.set-policy', async (w) => {
    const before = await lockPolicy(w.tx, scope);
    if (before.factorFrom === factorFrom) return w.unchanged();
    const today = localDay(scope.now, studio.timeZone);
    if (factorFrom !== null && factorFrom < today) refuse(PAST);
    if (factorFrom === today && !hasOwn) refuse(OWN);
    await store(w.tx, scope, { factorFrom });
    if (factorFrom !== null) w.enqueue('identity.tell-factor-needed', { day: factorFrom });
    tell(w, scope, 'factor', { factorFrom: before.factorFrom }, { factorFrom });
  });
}

type Hours = Record<'idleHours' | 'longestHours', number>;

/** What has ended by the rule of before does not begin again by a longer one. */
export async function limitLogins(scope: Scope, actor: UserActor, hours: Hours): Promise<void> {
  await scope.control.write('identity.set-policy', async (w) => {
    const before = await lockPolicy(w.tx, scope);
    const after = {
      idleHours: hours.idleHours === IDLE_HOURS.at(-1) ? null : hours.idleHours,
      longestHours: hours.longestHours === LONGEST_HOURS.at(-1) ? null : hours.longestHours,
    };
    if (before.idleHours === after.idleHours && before.longestHours === after.longestHours) return w.unchanged();
    await store(w.tx, scope, { idleLoginHours: after.idleHours, longestLoginHours: after.longestHours });
    await endOver(w.tx, scope, actor, [before, after]);
    const { idleHours = null, longestHours = null } = before;
    tell(w, scope, 'logins', { idleHours, longestHours }, after);
  });
}

/** A list without the address that it comes from is refused, as its sender would be next. */
export async function limitAddresses(scope: Scope, ranges: readonly AddressRange[]): Promise<Result<void>> {
  const address = plainAddress(scope.address ?? '');
  return tryControlWrite(scope, 'identity.set-policy', async (w) => {
    const before = writeRanges((await lockPolicy(w.tx, scope)).ranges);
    const after = writeRanges(ranges);
    if (before === after) return w.unchanged();
    if (!isWithin(ranges, address))
      refuse({
        ...{ kind: 'invalid', field: 'addressRanges', messageKey: 'identity.policy.error.lockout' },
        values: { address },
      });
    await store(w.tx, scope, { addressRanges: ranges });
    tell(w, scope, 'addresses', { addressRanges: before }, { addressRanges: after });
  });
}

async function lockPolicy(tx: WriteDb, { studio }: Scope): Promise<EntryPolicy> {
  const [policy] = await selectPolicy(tx, studio.id).for('update');
  if (!policy) throw new Error('there is no such studio');
  return policy;
}

async function store(tx: WriteDb, { studio }: Scope, changes: Partial<typeof studios.$inferInsert>): Promise<void> {
  await tx
    .update(studios)
    .set(changes)
    .where(eq(studios.id, studio.id as Id<'studio'>));
}

type Fields = Readonly<Record<string, string | number | null>>;

function tell(
  w: SetPolicy,
  { studio }: Scope,
  policy: 'factor' | 'logins' | 'addresses',
  before: Fields,
  after: Fields,
) {
  w.enqueue('identity.tell-owners', { event: 'policy-changed' });
  w.about({ kind: 'studio', id: studio.id }, { policy }, { changes: changesBetween(before, after) });
}

/** The login that asks is in use, whatever has been noted of it. */
async function endOver(
  tx: WriteDb,
  { studio, now }: Scope,
  actor: UserActor,
  policies: readonly Pick<EntryPolicy, 'idleHours' | 'longestHours'>[],
): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const over = policies
    .map(limitsOf)
    .flatMap(({ idleMs, longestMs }) => [
      lte(logins.createdAt, ago(longestMs)),
      and(lte(logins.lastSeenAt, ago(idleMs)), ne(logins.id, actor.loginId as Id<'login'>)),
    ]);
  await tx
    .update(logins)
    .set({ revokedAt: now })
    .where(and(eq(logins.studioId, studio.id as Id<'studio'>), isNull(logins.revokedAt), or(...over)));
}
