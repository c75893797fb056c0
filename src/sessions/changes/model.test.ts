import { describe, expect, it } from 'vitest';
import { possibleChanges, statusAfter } from '#sessions/changes/model.ts';
import type { SessionStatus } from '#sessions/model.ts';

const STARTS = new Date('2026-11-20T10:00:00Z');
const hours = (count: number) => new Date(STARTS.getTime() + count * 3_600_000);

describe('what can happen to a session', () => {
  it.each([
    ['scheduled', -48, ['confirmed', 'cancelled']],
    ['scheduled', -1, ['confirmed', 'started', 'cancelled']],
    ['scheduled', 1, ['confirmed', 'started', 'completed', 'no-show', 'cancelled']],
    ['confirmed', -3, ['cancelled']],
    ['confirmed', 0, ['started', 'completed', 'no-show', 'cancelled']],
    ['in-progress', 1, ['completed']],
    ['completed', 9, []],
    ['cancelled', -3, ['reinstated']],
    ['no-show', 9, ['reinstated']],
  ] as const)('%s, %i hours after its beginning', (status, after, changes) =>
    expect(possibleChanges({ status, startsAt: STARTS }, hours(after))).toEqual(changes),
  );

  it('never leaves a session where it was', () => {
    const all: SessionStatus[] = ['scheduled', 'confirmed', 'in-progress', 'completed', 'cancelled', 'no-show'];
    for (const status of all)
      for (const change of possibleChanges({ status, startsAt: STARTS }, hours(1)))
        expect(statusAfter(change)).not.toBe(status);
  });
});
