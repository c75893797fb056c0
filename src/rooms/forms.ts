import { z } from 'zod';
import { parseDuration } from '#platform/format/duration.ts';
import { toDecimal } from '#platform/format/money.ts';
import { parseMoney, typedDecimal } from '#platform/format/parse-money.ts';
import type { Locale } from '#platform/scope.ts';
import { formatHours, parseHours } from '#rooms/hours/model.ts';
import { ROOM_TYPES, type Room } from '#rooms/model.ts';
import type { RoomInput } from '#rooms/service.ts';
import { isVatRate } from '#studios/model.ts';

interface Language {
  readonly currency: string;
  readonly locale: Locale;
}

const HIGHEST_RATE = 10n ** 11n;
const LONGEST_BUFFER = 1440;
const text = (max: number) => z.string().max(max).default('');
const tick = z.string().optional().transform(Boolean);

function rate({ currency, locale }: Language) {
  return text(60).transform((typed, context) => {
    if (typed.trim() === '') return null;
    const amount = parseMoney(typed, currency, locale)?.amount ?? -1n;
    if (amount >= 0n && amount <= HIGHEST_RATE) return amount;
    context.addIssue({ code: 'custom', message: 'rooms.error.rate' });
    return z.NEVER;
  });
}

const count = text(20).transform((typed, context) => {
  if (typed.trim() === '') return null;
  const value = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  if (value >= 1 && value <= 100_000) return value;
  context.addIssue({ code: 'custom', message: 'rooms.error.count' });
  return z.NEVER;
});

const buffer = text(20).transform((typed, context) => {
  const minutes = typed.trim() === '' ? 0 : parseDuration(typed);
  if (minutes !== null && minutes <= LONGEST_BUFFER) return minutes;
  context.addIssue({ code: 'custom', message: 'rooms.error.buffer' });
  return z.NEVER;
});

const hours = text(200).transform((typed, context) => {
  const ranges = parseHours(typed);
  if (ranges) return ranges;
  context.addIssue({ code: 'custom', message: 'rooms.error.hours' });
  return z.NEVER;
});

const vatRate = z.string().transform((typed, context) => {
  if (/^\d{1,4}$/.test(typed) && isVatRate(Number(typed))) return Number(typed);
  context.addIssue({ code: 'custom', message: 'platform.form.choice' });
  return z.NEVER;
});
const color = z
  .string()
  .regex(/^([1-9]|1[0-2])$/)
  .transform(Number);

const facts = {
  name: z.string().min(1).max(200),
  type: z.enum(ROOM_TYPES),
  description: text(20_000),
  equipment: text(20_000),
  capacity: count,
  size: count,
  isolationBooth: tick,
  liveRoom: tick,
  controlRoom: tick,
  color: color.default(1),
  setupMinutes: buffer,
  teardownMinutes: buffer,
};

/** Monday first. */
const week = {
  hours1: hours,
  hours2: hours,
  hours3: hours,
  hours4: hours,
  hours5: hours,
  hours6: hours,
  hours7: hours,
};

export function roomForm({ usualVatRate, ...language }: Language & { readonly usualVatRate: number }) {
  const rates = { hourlyRate: rate(language), halfDayRate: rate(language), dayRate: rate(language) };
  return z
    .object({ ...facts, ...rates, ...week, vatRate: vatRate.default(usualVatRate) })
    .transform((typed): RoomInput => {
      const { hourlyRate, halfDayRate, dayRate, hours1, hours2, hours3, hours4, hours5, hours6, hours7, ...room } =
        typed;
      return {
        ...room,
        rates: { hourly: hourlyRate, halfDay: halfDayRate, day: dayRate },
        hours: [hours1, hours2, hours3, hours4, hours5, hours6, hours7],
      };
    });
}

function typedRate(amount: bigint | null, { currency, locale }: Language): string {
  if (amount === null) return '';
  return typedDecimal(toDecimal({ amount, currency }), locale);
}

/** A room as its form shows it. */
export function roomValues(room: Room, language: Language): Record<string, string> {
  const hours = room.hours.map((ranges, index) => [`hours${index + 1}`, formatHours(ranges)]);
  return {
    ...Object.fromEntries(hours),
    name: room.name,
    type: room.type,
    description: room.description,
    equipment: room.equipment,
    hourlyRate: typedRate(room.rates.hourly, language),
    halfDayRate: typedRate(room.rates.halfDay, language),
    dayRate: typedRate(room.rates.day, language),
    vatRate: String(room.vatRate),
    capacity: room.capacity?.toString() ?? '',
    size: room.size?.toString() ?? '',
    isolationBooth: room.isolationBooth ? 'on' : '',
    liveRoom: room.liveRoom ? 'on' : '',
    controlRoom: room.controlRoom ? 'on' : '',
    color: String(room.color),
    setupMinutes: String(room.setupMinutes),
    teardownMinutes: String(room.teardownMinutes),
  };
}

/** What a new room's form begins with: a week that most studios only have to shorten. */
export function newRoomValues(color: number, vatRate: number): Record<string, string> {
  const week = [1, 2, 3, 4, 5, 6].map((day) => [`hours${day}`, formatHours([{ opens: 9 * 60, closes: 22 * 60 }])]);
  return { ...Object.fromEntries(week), type: ROOM_TYPES[0], vatRate: String(vatRate), color: String(color) };
}
