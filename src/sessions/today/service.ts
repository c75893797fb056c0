import { addDays, localDay, startOfDay } from '#platform/format/zoned.ts';
import type { Scope } from '#platform/scope.ts';
import { loadByDay } from '#sessions/occupation/model.ts';
import { roomNow, type SessionsToday } from '#sessions/today/model.ts';
import { findToday } from '#sessions/today/queries.ts';

const WEEK = 7;

export async function getSessionsToday({ db, now, studio }: Scope): Promise<SessionsToday> {
  const { timeZone } = studio;
  const day = localDay(now, timeZone);
  const start = (offset: number) => startOfDay(addDays(day, offset), timeZone);
  const moments = { now, today: start(0), tomorrow: start(1), until: start(2), weekEnd: start(WEEK) };
  const { rooms, hours, week, unconfirmed, over } = await findToday(db, moments);
  return {
    rooms: rooms.map((room) => roomNow(room, { now, day, timeZone })),
    week: loadByDay(week, hours, { first: day, days: WEEK, timeZone }),
    unconfirmed,
    over,
  };
}
