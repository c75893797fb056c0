import { z } from 'zod';
import { parseDuration } from '#platform/format/duration.ts';
import { type MoneyLanguage, optionalMoneyField, readAs, readOptional, tick } from '#platform/format/fields.ts';
import { toDecimal } from '#platform/format/money.ts';
import { typedDecimal } from '#platform/format/parse-money.ts';
import { formatHours, parseHours } from '#rooms/hours/model.ts';
import { type RoomInput, type RoomPrices, roomInput, roomPrices } from '#rooms/input.ts';
import { ROOM_TYPES, type Room } from '#rooms/model.ts';

const { capacity, size, setupMinutes, teardownMinutes, color } = roomInput.shape;
const { rates, vatRate } = roomPrices.shape;

const count = readOptional(
  (typed) => (/^\d{1,6}$/.test(typed.trim()) ? Number(typed) : undefined),
  'rooms.error.count',
);

const buffer = readAs((typed) => (typed.trim() === '' ? 0 : (parseDuration(typed) ?? undefined)), 'rooms.error.buffer');

const openingHours = readAs((typed) => parseHours(typed) ?? undefined, 'rooms.error.hours', 200);

const wholeNumber = readAs((typed) => (/^\d{1,4}$/.test(typed) ? Number(typed) : undefined), 'platform.form.choice');

const facts = {
  capacity: count.pipe(capacity),
  size: count.pipe(size),
  isolationBooth: tick,
  liveRoom: tick,
  controlRoom: tick,
  color: wholeNumber.pipe(color).default(1),
  setupMinutes: buffer.pipe(setupMinutes),
  teardownMinutes: buffer.pipe(teardownMinutes),
};

/** Monday first. */
const week = {
  hours1: openingHours,
  hours2: openingHours,
  hours3: openingHours,
  hours4: openingHours,
  hours5: openingHours,
  hours6: openingHours,
  hours7: openingHours,
};

function rateFields(language: MoneyLanguage) {
  const typed = optionalMoneyField(language, 'rooms.error.rate');
  const { hourly, halfDay, day } = rates.shape;
  return { hourlyRate: typed.pipe(hourly), halfDayRate: typed.pipe(halfDay), dayRate: typed.pipe(day) };
}

/** The form is flat where the input nests: seven lines of opening hours. */
export function roomForm() {
  return roomInput
    .omit({ hours: true })
    .extend({ ...facts, ...week })
    .transform((typed): RoomInput => {
      const { hours1, hours2, hours3, hours4, hours5, hours6, hours7, ...room } = typed;
      return { ...room, hours: [hours1, hours2, hours3, hours4, hours5, hours6, hours7] };
    });
}

/** What a room costs, alone or within the form of the room. */
export function roomPricesForm({ usualVatRate, ...language }: MoneyLanguage & { readonly usualVatRate: number }) {
  return z.object({ ...rateFields(language), vatRate: wholeNumber.pipe(vatRate).default(usualVatRate) }).transform(
    ({ hourlyRate, halfDayRate, dayRate, vatRate }): RoomPrices => ({
      rates: { hourly: hourlyRate, halfDay: halfDayRate, day: dayRate },
      vatRate,
    }),
  );
}

function typedRate(amount: bigint | null, { currency, locale }: MoneyLanguage): string {
  if (amount === null) return '';
  return typedDecimal(toDecimal({ amount, currency }), locale);
}

export function priceValues({ rates, vatRate }: Room, language: MoneyLanguage): Record<string, string> {
  return {
    hourlyRate: typedRate(rates.hourly, language),
    halfDayRate: typedRate(rates.halfDay, language),
    dayRate: typedRate(rates.day, language),
    vatRate: String(vatRate),
  };
}

/** A room as its form shows it. */
export function roomValues(room: Room, language: MoneyLanguage): Record<string, string> {
  const hours = room.hours.map((ranges, index) => [`hours${index + 1}`, formatHours(ranges)]);
  return {
    ...Object.fromEntries(hours),
    name: room.name,
    type: room.type,
    description: room.description,
    equipment: room.equipment,
    ...priceValues(room, language),
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
