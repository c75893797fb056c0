import type { LineUnit } from '#invoicing/model.ts';

/** The sign after a quantity; a piece and a flat price need none. */
export const UNIT_SIGNS = {
  hour: 'invoicing.unit.hour.sign',
  'half-day': 'invoicing.unit.half-day.sign',
  day: 'invoicing.unit.day.sign',
  piece: null,
  flat: null,
} as const satisfies Record<LineUnit, string | null>;

export const UNIT_NAMES = {
  hour: 'invoicing.unit.hour',
  'half-day': 'invoicing.unit.half-day',
  day: 'invoicing.unit.day',
  piece: 'invoicing.unit.piece',
  flat: 'invoicing.unit.flat',
} as const satisfies Record<LineUnit, string>;
