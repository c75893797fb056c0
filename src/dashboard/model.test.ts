import { describe, expect, it } from 'vitest';
import { growthOf, percentOver, withoutRepeats } from '#dashboard/model.ts';
import { firstSteps, needsGuide, type StepFacts } from '#dashboard/steps/model.ts';
import type { HistoryRow } from '#platform/history/model.ts';

describe('figures', () => {
  it.each([
    [100n, 108n, 8],
    [100n, 100n, 0],
    [300n, 200n, -33],
    [1n, 10n ** 15n, 99_999_999_999_999_900],
    [0n, 5n, null],
    [-5n, 5n, null],
  ])('from %s to %s is %s percent', (from, to, percent) => {
    expect(growthOf(from, to)).toBe(percent);
  });

  it('know how much of a session is over', () => {
    const session = { startsAt: new Date(0), endsAt: new Date(1_000) };
    expect([-1, 0, 333, 1_000, 2_000].map((now) => percentOver(session, new Date(now)))).toEqual([0, 0, 33, 100, 100]);
  });
});

it('of what one person did to one thing only the last is told', () => {
  const news = (action: string, actorName: string, id: string): HistoryRow => ({
    ...{ id: '', at: new Date(0), action, actorKind: 'user', actorName, subject: { kind: 'session', id } },
    ...{ clientId: null, details: {} },
  });
  const all = [news('c.x', 'Inès', '1'), news('c.y', 'Inès', '1'), news('c.z', 'Hugo', '1'), news('c.z', 'Inès', '2')];
  expect(withoutRepeats(all, 9).map(({ action, actorName }) => `${action} ${actorName}`)).toEqual([
    'c.x Inès',
    'c.z Hugo',
    'c.z Inès',
  ]);
  expect(withoutRepeats(all, 1)).toHaveLength(1);
});

describe('the first steps', () => {
  const nothing: StepFacts = {
    ...{ clientId: null, sessions: 0, hasIssued: false, hasPaid: false, draftId: null, unpaidId: null, billable: null },
  };
  const room = (missing: readonly ('technical' | 'commercial')[]) =>
    ({ id: 'r', name: 'Cabine', missing, bookable: missing.length === 0 }) as unknown as Parameters<
      typeof firstSteps
    >[1][number];

  it('come one after the other, whichever are done already', () => {
    expect(firstSteps(nothing, [], 3)?.current).toBe('mentions');
    expect(firstSteps(nothing, [room(['commercial'])], 0)).toMatchObject({
      current: 'activations',
      room: { name: 'Cabine' },
    });
    expect(firstSteps({ ...nothing, sessions: 1 }, [room([])], 0)).toMatchObject({ current: 'client', roomId: 'r' });
  });

  it('end with the first payment, or when the house is lived in', () => {
    expect(needsGuide({ hasPaid: false, sessions: 19 })).toBe(true);
    expect(needsGuide({ hasPaid: false, sessions: 20 })).toBe(false);
    expect(needsGuide({ hasPaid: true, sessions: 0 })).toBe(false);
  });
});
