import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { withoutRepeats } from '#dashboard/model.ts';
import { guideOf } from '#dashboard/steps/model.ts';
import type { FirstStep } from '#platform/contributions/today.ts';
import type { HistoryRow } from '#platform/history/model.ts';

it('keeps the last of several edits by one person', () => {
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
  const step = (name: string, rank: number, further: Partial<FirstStep> = {}): FirstStep => ({
    ...{ name, rank, title: 'dashboard.title', text: 'dashboard.title', facts: sql`null` },
    isDone: (facts) => facts === true,
    actions: () => [],
    ...further,
  });
  const steps = [
    step('mentions', 1),
    step('activations', 2, { isPrerequisite: true }),
    step('sessions', 3, { isDone: (count) => Number(count) > 0, endsGuide: (count) => Number(count) >= 20 }),
  ];
  const nothing = { mentions: false, activations: false, sessions: 0 };
  const current = (facts: object) =>
    guideOf(steps, { ...nothing, ...facts })?.steps.find(({ state }) => state === 'now')?.step.name;

  it('come one after the other, whichever are done already', () => {
    expect(current({})).toBe('mentions');
    expect(current({ mentions: true, sessions: 1 })).toBe('activations');
    expect(current({ mentions: true, activations: true })).toBe('sessions');
  });

  it('stand alone until something can be booked', () => {
    expect(guideOf(steps, nothing)).toMatchObject({ done: 0, isAlone: true });
    expect(guideOf(steps, { ...nothing, activations: true })).toMatchObject({ done: 1, isAlone: false });
  });

  it('end when all are done, or when one says that the studio is in use', () => {
    expect(guideOf(steps, { mentions: true, activations: true, sessions: 1 })).toBeNull();
    expect(guideOf(steps, { ...nothing, sessions: 19 })).not.toBeNull();
    expect(guideOf(steps, { ...nothing, sessions: 20 })).toBeNull();
  });
});
