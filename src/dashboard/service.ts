/** Today: four questions at once, and one more while the studio is finding its way. */

import { percentOver, type RoomNow, type TaskGroup, type Today } from '#dashboard/model.ts';
import { findMoney, type MoneyNow } from '#dashboard/money/queries.ts';
import { loadByDay } from '#dashboard/occupation/model.ts';
import { findWork, MOST_OF_A_KIND, type Work } from '#dashboard/queries.ts';
import { type FirstSteps, firstSteps, needsGuide, type StepFacts } from '#dashboard/steps/model.ts';
import { addDays, addMonths, type LocalDay, localDay, startOfDay, toLocalInput } from '#platform/format/zoned.ts';
import type { Permission, Scope } from '#platform/scope.ts';
import type { Room } from '#rooms/model.ts';
import { listRooms } from '#rooms/service.ts';
import type { RoomStatus } from '#sessions/model.ts';
import { listRoomStatus } from '#sessions/service.ts';
import { missingMentions } from '#studios/model.ts';
import { getProfile } from '#studios/service.ts';

const WEEK = 7;
const QUARTER = 15 * 60_000;
const SOON = 2 * 3_600_000;

/** @param can what the reader may do: sums and what they are about are asked for only where they may be seen */
export async function getToday(scope: Scope, can: (permission: Permission) => boolean): Promise<Omit<Today, 'news'>> {
  const { db, now, studio } = scope;
  const { timeZone } = studio;
  const day = localDay(now, timeZone);
  const start = (offset: number) => startOfDay(addDays(day, offset), timeZone);
  const moments = { now, today: start(0), tomorrow: start(1), dayAfter: start(2), weekEnd: start(WEEK) };
  const [states, rooms, work, money] = await Promise.all([
    listRoomStatus(scope),
    listRooms(scope),
    findWork(db, moments),
    can('invoicing.read') ? findMoney(db, { ...months(day), now: now.toISOString(), currency: studio.currency }) : null,
  ]);
  const hours = rooms.filter(({ bookable }) => bookable).map((room) => room.hours);
  return {
    day,
    rooms: states.map((state) => roomNow(scope, state, rooms)),
    week: loadByDay(work.week, hours, { first: day, days: WEEK, timeZone }),
    money: money?.figures ?? null,
    tasks: tasksOf(work, money, rooms, can),
    steps: await stepsOf(scope, work.steps, rooms),
  };
}

/** The month so far and the same stretch of the one before. */
function months(today: LocalDay) {
  const monthFirst = `${today.slice(0, 8)}01`;
  return { today, monthFirst, beforeFirst: addMonths(monthFirst, -1), beforeUntil: addMonths(today, -1) };
}

function roomNow({ now, studio }: Scope, state: RoomStatus, rooms: readonly Room[]): RoomNow {
  const { live, next } = state;
  return {
    ...state,
    missing: rooms.find(({ id }) => id === state.room.id)?.missing ?? [],
    percent: live ? percentOver(live, now) : 0,
    nextIs: next ? nearness(next.startsAt, now, studio.timeZone) : null,
    slot: proposedSlot(now, studio.timeZone),
  };
}

function nearness(at: Date, now: Date, timeZone: string): RoomNow['nextIs'] {
  if (at.getTime() - now.getTime() <= SOON) return 'soon';
  return localDay(at, timeZone) === localDay(now, timeZone) ? 'today' : 'tomorrow';
}

/** Two hours from the next quarter on. */
function proposedSlot(now: Date, timeZone: string): RoomNow['slot'] {
  const from = Math.ceil(now.getTime() / QUARTER) * QUARTER;
  return {
    startsAt: toLocalInput(new Date(from), timeZone),
    endsAt: toLocalInput(new Date(from + 8 * QUARTER), timeZone),
  };
}

/** What cannot wait comes first. */
function tasksOf(work: Work, money: MoneyNow | null, rooms: readonly Room[], can: (permission: Permission) => boolean) {
  const inactive = rooms.flatMap(({ id, name, missing }) =>
    missing.map((kind) => ({ kind: 'inactive', id, name, missing: kind }) as const),
  );
  const groups: (TaskGroup | null)[] = [
    money?.overdue ?? null,
    work.unconfirmed,
    work.over,
    can('invoicing.create') ? work.uninvoiced : null,
    money?.unsent ?? null,
    money?.drafts ?? null,
    { kind: 'inactive', tasks: inactive.slice(0, MOST_OF_A_KIND), total: inactive.length },
  ];
  return groups.filter((group) => group !== null && group.total > 0) as TaskGroup[];
}

async function stepsOf(scope: Scope, facts: StepFacts, rooms: readonly Room[]): Promise<FirstSteps | null> {
  if (!needsGuide(facts)) return null;
  return firstSteps(facts, rooms, missingMentions(await getProfile(scope)).length);
}
