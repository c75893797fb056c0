import type { Room } from '#rooms/model.ts';

export interface CalendarRoom extends Room {
  /** When its "+" begins and ends a session. */
  readonly suggested: { readonly startsAt: string; readonly endsAt: string };
}
