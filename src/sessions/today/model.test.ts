import { expect, it } from 'vitest';
import { percentOver } from '#sessions/today/model.ts';

it('knows how much of a session is over', () => {
  const session = { startsAt: new Date(0), endsAt: new Date(1_000) };
  expect([-1, 0, 333, 1_000, 2_000].map((now) => percentOver(session, new Date(now)))).toEqual([0, 0, 33, 100, 100]);
});
