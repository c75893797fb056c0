/** The filters of the list, from its address. What cannot be read is ignored. */
import { z } from 'zod';
import { parseId } from '#platform/db/ids.ts';
import { addDays, isLocalDay, startOfDay } from '#platform/format/zoned.ts';
import { SESSION_ORDERS } from '#sessions/list/model.ts';
import { SESSION_STATUSES } from '#sessions/model.ts';
import type { SessionFilterParameters } from '#sessions/paths.ts';
import type { SessionCursor, SessionFilter } from '#sessions/queries.ts';

const status = z.enum(SESSION_STATUSES);
const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_(.+)$/;

/** @param parameters those of the address; days are local, both included */
export function readFilter(parameters: SessionFilterParameters, timeZone: string): SessionFilter {
  const { from = '', to = '' } = parameters;
  return {
    clientId: parseId<'client'>(parameters.clientId) ?? undefined,
    roomId: parseId<'room'>(parameters.roomId) ?? undefined,
    from: isLocalDay(from) ? startOfDay(from, timeZone) : undefined,
    until: isLocalDay(to) ? startOfDay(addDays(to, 1), timeZone) : undefined,
    status: status.safeParse(parameters.status).data,
    order: SESSION_ORDERS.find((each) => each === parameters.order) ?? 'latest',
  };
}

export function readCursor(text: string | undefined): SessionCursor | null {
  const [, startsAt = '', rest] = CURSOR.exec(text ?? '') ?? [];
  const id = parseId<'session'>(rest);
  const at = new Date(startsAt);
  return id && !Number.isNaN(at.getTime()) ? { startsAt: at, id } : null;
}

export function writeCursor({ startsAt, id }: SessionCursor): string {
  return `${startsAt.toISOString()}_${id}`;
}
