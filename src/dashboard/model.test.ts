import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type NewsItem, withoutRepeats } from '#dashboard/model.ts';
import { guideOf } from '#dashboard/steps/model.ts';
import type { FirstStep } from '#platform/contributions/today.ts';

it('of what one person did to one thing only the last is told', () => {
  const news = (action: string, actorName: string, id: string): NewsItem => ({
    ...{ at: new Date(0), action, actorName, subject: { kind: 'session', id }, name: '', clientName: null },
    ...{ amount: null, method: null, movedFrom: null, movedTo: null, isGiven: false },
  });
  const all = [news('c', 'Inès', '1'), news('b', 'Inès', '1'), news('a', 'Hugo', '1'), news('a', 'Inès', '2')];
  expect(withoutRepeats(all, 9).map(({ action, actorName }) => `${action} ${actorName}`)).toEqual([
    'c Inès',
    'a Hugo',
    'a Inès',
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

  it('end when all are done, or when one says that the house is lived in', () => {
    expect(guideOf(steps, { mentions: true, activations: true, sessions: 1 })).toBeNull();
    expect(guideOf(steps, { ...nothing, sessions: 19 })).not.toBeNull();
    expect(guideOf(steps, { ...nothing, sessions: 20 })).toBeNull();
  });
});
