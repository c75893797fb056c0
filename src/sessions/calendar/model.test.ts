import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN, parseHours } from '#rooms/hours/model.ts';
import type { Room, RoomId } from '#rooms/model.ts';
import { layOut } from '#sessions/calendar/model.ts';
import type { ListedSession } from '#sessions/list/model.ts';
import type { SessionId } from '#sessions/model.ts';

const PARIS = 'Europe/Paris';
const NOW = new Date('2026-11-20T13:42:00+01:00');

function room(id: string, hours: string | null): Room {
  const week = ALWAYS_OPEN.map(() => parseHours(hours ?? '') ?? []);
  return { id: id as RoomId, name: id, hours: week, setupMinutes: 0, teardownMinutes: 0 } as unknown as Room;
}

function session(
  roomId: string,
  from: string,
  until: string,
  buffers: readonly [number, number] = [0, 0],
): ListedSession {
  const [startsAt, endsAt] = [new Date(from), new Date(until)];
  const [before, after] = buffers.map((minutes) => minutes * 60_000);
  return {
    id: `${from} ${until}` as SessionId,
    room: { id: roomId as RoomId, name: roomId, color: 1 },
    ...{ startsAt, endsAt, status: 'confirmed' },
    blockedFrom: new Date(startsAt.getTime() - (before ?? 0)),
    blockedUntil: new Date(endsAt.getTime() + (after ?? 0)),
  } as ListedSession;
}

interface Options {
  readonly rooms?: readonly Room[];
  readonly wholeDays?: boolean;
}

function lay(days: readonly string[], sessions: readonly ListedSession[], { rooms, wholeDays = false }: Options = {}) {
  return layOut({ days, rooms: rooms ?? [room('a', '9-19')], sessions, timeZone: PARIS, now: NOW, wholeDays });
}

const only = (day: string, sessions: readonly ListedSession[], options?: Options) => {
  const [first] = lay([day], sessions, options);
  if (!first) throw new Error('no day');
  return first;
};

describe('the hours shown', () => {
  const shown = (day: string, sessions: readonly ListedSession[] = [], options?: Options) => {
    const { from, rows } = only(day, sessions, options);
    const hour = (at: number) => new Date(at + 3_600_000).toISOString().slice(11, 16);
    return `${hour(from.getTime())} ${hour(from.getTime() + rows * 900_000)}`;
  };

  it('are those of opening, with an hour around them', () => expect(shown('2026-11-23')).toBe('08:00 20:00'));
  it('reach to whatever is booked at night', () => {
    expect(shown('2026-11-23', [session('a', '2026-11-23T02:20:00+01:00', '2026-11-23T03:00:00+01:00')])).toBe(
      '02:00 20:00',
    );
    expect(shown('2026-11-23', [session('a', '2026-11-23T21:00:00+01:00', '2026-11-24T02:00:00+01:00')])).toBe(
      '08:00 00:00',
    );
  });
  it('are all 24 on demand', () => expect(shown('2026-11-23', [], { wholeDays: true })).toBe('00:00 00:00'));
  it('are those of the week on a day on which nothing opens', () => {
    const closed = { ...room('a', ''), hours: [[{ opens: 600, closes: 1080 }], [], [], [], [], [], []] };
    expect(shown('2026-11-24', [], { rooms: [closed] })).toBe('09:00 19:00');
  });
  it('are those of an office where every room is always open', () =>
    expect(shown('2026-11-24', [], { rooms: [room('a', null)] })).toBe('08:00 20:00'));
  it('contain the present', () => expect(shown('2026-11-20', [], { rooms: [room('a', '16-18')] })).toBe('13:00 19:00'));
  it('are the same all week', () => {
    const week = lay(
      ['2026-11-23', '2026-11-24'],
      [session('a', '2026-11-24T06:00:00+01:00', '2026-11-24T07:00:00+01:00')],
    );
    expect(week.map(({ rows }) => rows)).toEqual([56, 56]);
  });
});

describe('rows are time that passes', () => {
  it.each([
    ['2026-03-29', 92],
    ['2026-10-25', 100],
    ['2026-11-23', 96],
  ])('%s has %i', (day, rows) => {
    const laid = only(day, [], { wholeDays: true });
    expect(laid.rows).toBe(rows);
    expect(laid.hours).toHaveLength(rows / 4);
  });

  it('a night over the autumn change is placed where it happens', () => {
    const night = session('a', '2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00');
    const [event] = only('2026-10-25', [night], { wholeDays: true }).events;
    expect(event).toMatchObject({ row: 10, span: 4, cutStart: false, cutEnd: false });
  });

  it('a session past midnight is on both days, cut', () => {
    const night = session('a', '2026-11-23T22:00:00+01:00', '2026-11-24T02:00:00+01:00', [0, 30]);
    const [monday, tuesday] = lay(['2026-11-23', '2026-11-24'], [night], { wholeDays: true });
    expect(monday?.events).toMatchObject([{ row: 88, span: 8, cutStart: false, cutEnd: true }]);
    expect(tuesday?.events).toMatchObject([{ row: 0, span: 8, cutStart: true, cutEnd: false }]);
    expect(monday?.buffers).toEqual([]);
    expect(tuesday?.buffers).toEqual([{ column: 1, row: 8, span: 2 }]);
  });

  it('neighbours stay neighbours whatever the minute', () => {
    const [first, second] = only('2026-11-23', [
      session('a', '2026-11-23T10:00:00+01:00', '2026-11-23T10:20:00+01:00'),
      session('a', '2026-11-23T10:20:00+01:00', '2026-11-23T11:00:00+01:00'),
    ]).events;
    expect((first?.row ?? 0) + (first?.span ?? 0)).toBe(second?.row);
  });

  it('a short session just before midnight is on its day', () => {
    const late = session('a', '2026-11-23T23:53:00+01:00', '2026-11-23T23:54:00+01:00');
    const [monday, tuesday] = lay(['2026-11-23', '2026-11-24'], [late]);
    expect(monday?.events).toMatchObject([{ row: (monday?.rows ?? 0) - 1, span: 1, cutEnd: false }]);
    expect(tuesday?.events).toEqual([]);
  });

  it('the present has its row and third of it, today only', () => {
    expect(only('2026-11-20', [])).toMatchObject({ isToday: true, now: { row: 22, third: 2 } });
    expect(only('2026-11-21', []).now).toBeNull();
  });
});

it('shades what is shut, the morning after a long night left out', () => {
  const day = only('2026-11-24', [], { rooms: [room('a', '9-12, 14-2')], wholeDays: true });
  expect(day.closed).toEqual([
    { column: 1, row: 8, span: 28 },
    { column: 1, row: 48, span: 8 },
  ]);
});

it('never leaves the grid', () => {
  const minute = fc.integer({ min: 0, max: 3 * 1440 });
  const sessions = fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 120 })), {
    maxLength: 8,
  });
  const start = Date.parse('2026-10-23T22:00:00Z');
  fc.assert(
    fc.property(sessions, fc.boolean(), (given, wholeDays) => {
      const laid = lay(
        ['2026-10-24', '2026-10-25', '2026-10-26'],
        given.map(([from, length, buffer]) => {
          const iso = (minutes: number) => new Date(start + minutes * 60_000).toISOString();
          return session('a', iso(from), iso(from + length), [buffer, buffer]);
        }),
        { wholeDays },
      );
      for (const { rows, events, buffers, closed } of laid) {
        expect(rows).toBeLessThanOrEqual(100);
        for (const { row, span } of [...events, ...buffers, ...closed]) {
          expect(row).toBeGreaterThanOrEqual(0);
          expect(span).toBeGreaterThan(0);
          expect(row + span).toBeLessThanOrEqual(rows);
        }
      }
      expect(new Set(laid.flatMap(({ events }) => events.map((event) => event.session.id))).size).toBe(
        new Set(given.map(([from, length]) => `${from} ${length}`)).size,
      );
    }),
  );
});
