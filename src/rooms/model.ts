/** A room: what is booked. It works only while both activations are given. */
import type { Activatable, ActivationKind } from '#activations/model.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WeekHours } from '#rooms/hours/model.ts';

export type RoomId = Id<'room'>;

export const ROOM_TYPES = ['recording', 'mixing', 'mastering', 'rehearsal', 'live'] as const;
export type RoomType = (typeof ROOM_TYPES)[number];

export const ROOM_ACTIVATIONS = {
  kind: 'room',
  permissions: { technical: 'rooms.activate-technical', commercial: 'rooms.activate-commercial' },
} as const satisfies Activatable;

/** Net, in minor units of the studio's currency; a day is 8 hours, half a day 4. Null: not let by that unit. */
export interface RoomRates {
  readonly hourly: bigint | null;
  readonly halfDay: bigint | null;
  readonly day: bigint | null;
}

export interface RoomFacts {
  readonly name: string;
  readonly type: RoomType;
  readonly description: string;
  /** As text, one thing a line. */
  readonly equipment: string;
  readonly rates: RoomRates;
  /** Basis points. */
  readonly vatRate: number;
  readonly capacity: number | null;
  /** Square metres. */
  readonly size: number | null;
  readonly isolationBooth: boolean;
  readonly liveRoom: boolean;
  readonly controlRoom: boolean;
  /** 1 to 12, as `data-room` knows them. */
  readonly color: number;
  /** Minutes that a session blocks before it begins and after it ends. */
  readonly setupMinutes: number;
  readonly teardownMinutes: number;
}

export interface Room extends RoomFacts {
  readonly id: RoomId;
  readonly archivedAt: Date | null;
  readonly hours: WeekHours;
  /** Missing activations; empty when there is nothing to wait for. */
  readonly missing: readonly ActivationKind[];
  readonly bookable: boolean;
}

export interface RoomChoice {
  readonly id: RoomId;
  readonly name: string;
  readonly color: number;
  readonly bookable: boolean;
}

/** Those that can be booked now or later: archived ones are offered no more. */
export function choicesAmong(rooms: readonly Room[]): RoomChoice[] {
  const offered = rooms.filter(({ archivedAt }) => archivedAt === null);
  return offered.map(({ id, name, color, bookable }) => ({ id, name, color, bookable }));
}
