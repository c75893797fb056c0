import { localDay } from '#platform/format/zoned.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { SessionOrder } from '#sessions/list/model.ts';
import type { PriceUnit, Session, SessionKind, SessionStatus } from '#sessions/model.ts';
import type { Tone } from '#views/ui/chip.tsx';

export const KINDS = {
  recording: 'sessions.kind.recording',
  mixing: 'sessions.kind.mixing',
  mastering: 'sessions.kind.mastering',
  rehearsal: 'sessions.kind.rehearsal',
  live: 'sessions.kind.live',
  location: 'sessions.kind.location',
  visit: 'sessions.kind.visit',
  other: 'sessions.kind.other',
} as const satisfies Record<SessionKind, MessageKey>;

export const STATUSES = {
  scheduled: 'sessions.status.scheduled',
  confirmed: 'sessions.status.confirmed',
  'in-progress': 'sessions.status.inProgress',
  completed: 'sessions.status.completed',
  cancelled: 'sessions.status.cancelled',
  'no-show': 'sessions.status.noShow',
} as const satisfies Record<SessionStatus, MessageKey>;

export const ORDERS = {
  latest: 'sessions.order.latest',
  earliest: 'sessions.order.earliest',
  client: 'sessions.order.client',
  '-client': 'sessions.order.clientDown',
  room: 'sessions.order.room',
  '-room': 'sessions.order.roomDown',
  status: 'sessions.order.status',
  '-status': 'sessions.order.statusDown',
} as const satisfies Record<SessionOrder, MessageKey>;

export const TONES: Readonly<Record<SessionStatus, Tone>> = {
  scheduled: 'warn',
  confirmed: 'info',
  'in-progress': 'info',
  completed: 'ok',
  cancelled: 'neutral',
  'no-show': 'bad',
};

export const UNITS = {
  day: 'sessions.unit.day',
  'half-day': 'sessions.unit.halfDay',
  hour: 'sessions.unit.hour',
  flat: 'sessions.unit.flat',
} as const satisfies Record<PriceUnit, MessageKey>;

/** "ven. 20 nov.", with its year unless it is this one */
export function dayText(ui: Ui, at: Date): string {
  const year = (date: Date) => localDay(date, ui.format.timeZone).slice(0, 4);
  const day = ui.format.date(at, 'weekday-short');
  return year(at) === year(ui.now) ? day : `${day} ${year(at)}`;
}

/** "ven. 20 nov., 14:30 – 17:00" */
export function whenText(ui: Ui, { startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>): string {
  return `${dayText(ui, startsAt)}, ${ui.format.timeRange(startsAt, endsAt)}`;
}

/** Minutes from beginning to end, in words. */
export function lengthText(ui: Ui, { startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>): string {
  return ui.format.duration((endsAt.getTime() - startsAt.getTime()) / 60_000);
}
