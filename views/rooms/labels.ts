import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { ActivationKind, Room, RoomType } from '#rooms/model.ts';

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

export const ACTIVATIONS = {
  technical: {
    title: 'rooms.activation.technical',
    meaning: 'rooms.activation.technical.meaning',
    who: 'rooms.activation.technical.who',
    give: 'rooms.activation.technical.give',
    missing: 'rooms.activation.technical.missing',
    permission: 'rooms.activate-technical',
  },
  commercial: {
    title: 'rooms.activation.commercial',
    meaning: 'rooms.activation.commercial.meaning',
    who: 'rooms.activation.commercial.who',
    give: 'rooms.activation.commercial.give',
    missing: 'rooms.activation.commercial.missing',
    permission: 'rooms.activate-commercial',
  },
} as const satisfies Record<ActivationKind, Record<string, string>>;

/** "Prise de son · 92 m² · 18 personnes" */
export function roomFacts(ui: Ui, room: Room): string {
  const facts = [
    ui.t(TYPES[room.type]),
    room.size === null ? '' : `${ui.format.number(room.size)}\u00a0m²`,
    room.capacity === null ? '' : ui.t('rooms.people', { count: room.capacity }),
  ];
  return facts.filter(Boolean).join(' · ');
}
