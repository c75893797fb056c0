/** What the services of rooms take. */
import { z } from 'zod';
import { LONGEST_REASON } from '#activations/model.ts';
import { plainText, requiredText } from '#platform/format/fields.ts';
import type { WeekHours } from '#rooms/hours/model.ts';
import { ROOM_TYPES } from '#rooms/model.ts';
import { isVatRate } from '#studios/model.ts';

const HIGHEST_RATE = 10n ** 11n;
const MOST = 100_000;
const LONGEST_BUFFER = 1440;
/** A range may close past midnight, on the next day. */
const LATEST_CLOSE = 2880;

const rate = z.bigint().min(0n, 'rooms.error.rate').max(HIGHEST_RATE, 'rooms.error.rate').nullable();
const count = z.number().int().min(1, 'rooms.error.count').max(MOST, 'rooms.error.count').nullable();
const buffer = z.number().int().min(0, 'rooms.error.buffer').max(LONGEST_BUFFER, 'rooms.error.buffer');
const range = z.object({ opens: z.number().int().min(0), closes: z.number().int().max(LATEST_CLOSE) });

export const roomPrices = z.object({
  rates: z.object({ hourly: rate, halfDay: rate, day: rate }),
  vatRate: z.number().refine(isVatRate, 'platform.form.choice'),
});

export const roomInput = z.object({
  name: requiredText(),
  type: z.enum(ROOM_TYPES),
  description: plainText(20_000),
  equipment: plainText(20_000),
  capacity: count,
  size: count,
  isolationBooth: z.boolean(),
  liveRoom: z.boolean(),
  controlRoom: z.boolean(),
  color: z.number().int().min(1).max(12),
  setupMinutes: buffer,
  teardownMinutes: buffer,
  hours: z.array(z.array(range)).length(7),
});

type Fields = z.output<typeof roomInput>;
export type RoomPrices = Readonly<z.output<typeof roomPrices>>;

/** Prices are taken from those who set them; where they are left out, they stay as they are. */
export interface RoomInput extends Readonly<Omit<Fields, 'hours'>>, Partial<RoomPrices> {
  readonly hours: WeekHours;
}

/** Of an activation. */
export const withdrawalInput = z.object({ reason: z.string().trim().min(1).max(LONGEST_REASON) });
