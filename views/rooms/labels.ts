import type { ActivationKind } from '#activations/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Room, RoomType } from '#rooms/model.ts';

export const TYPES = {
  recording: 'rooms.type.recording',
  mixing: 'rooms.type.mixing',
  mastering: 'rooms.type.mastering',
  rehearsal: 'rooms.type.rehearsal',
  live: 'rooms.type.live',
} as const satisfies Record<RoomType, MessageKey>;

export const WEEKDAYS = [
  'rooms.weekday.1',
  'rooms.weekday.2',
  'rooms.weekday.3',
  'rooms.weekday.4',
  'rooms.weekday.5',
  'rooms.weekday.6',
  'rooms.weekday.7',
] as const satisfies readonly MessageKey[];

/** What each activation says of a room. */
export const MEANINGS = {
  technical: 'rooms.activation.technical.meaning',
  commercial: 'rooms.activation.commercial.meaning',
} as const satisfies Record<ActivationKind, MessageKey>;

/** "Prise de son · 92 m² · 18 personnes" */
export function roomFacts(ui: Ui, room: Room): string {
  const facts = [
    ui.t(TYPES[room.type]),
    room.size === null ? '' : `${ui.format.number(room.size)}\u00a0m²`,
    room.capacity === null ? '' : ui.t('rooms.people', { count: room.capacity }),
  ];
  return facts.filter(Boolean).join(' · ');
}
