import { describe, expect, it } from 'vitest';
import { type Activation, awaitedActivations, missingActivations, statesOf } from '#activations/model.ts';
import { MATRIX } from '#permissions.ts';
import { rolesWith } from '#platform/authz/can.ts';
import type { Id } from '#platform/db/ids.ts';
import { ROOM_ACTIVATIONS } from '#rooms/model.ts';

const at = (day: number) => new Date(Date.UTC(2026, 10, day));

function activation(kind: Activation['kind'], given: number, withdrawn: number | null = null): Activation {
  return {
    ...{ id: `${kind}-${given}` as Id<'activation'>, kind, givenAt: at(given), givenByName: 'Hugo' },
    withdrawnAt: withdrawn === null ? null : at(withdrawn),
    withdrawnByName: withdrawn === null ? null : 'Inès',
    reason: withdrawn === null ? null : 'Panne',
  };
}

describe('what is missing', () => {
  it.each([
    [[], ['technical', 'commercial']],
    [['technical'], ['commercial']],
    [['commercial'], ['technical']],
    [['commercial', 'technical'], []],
  ] as const)('of %j', (given, missing) => {
    expect(missingActivations(given)).toEqual(missing);
    const awaited = awaitedActivations(ROOM_ACTIVATIONS, given);
    expect(awaited.map(({ kind }) => kind)).toEqual(missing);
  });

  it('and who may give it, by the matrix', () => {
    const roles = awaitedActivations(ROOM_ACTIVATIONS, []).map(({ permission }) => rolesWith(MATRIX, permission));
    expect(roles).toEqual([
      ['owner', 'admin'],
      ['owner', 'manager'],
    ]);
    expect(rolesWith({ 'rooms.price': ['user', 'client', 'owner'] }, 'rooms.price')).toEqual(['owner', 'user']);
    expect(rolesWith({}, 'rooms.price')).toEqual([]);
  });
});

describe('each kind', () => {
  const [old, standing] = [activation('technical', 1, 4), activation('technical', 6)];
  const [first, second] = [activation('commercial', 2, 3), activation('commercial', 5, 7)];

  it('is told by the activation that stands, else by the last one that did', () => {
    const [technical, commercial] = statesOf(ROOM_ACTIVATIONS, [standing, second, first, old]);
    expect(technical).toMatchObject({ kind: 'technical', permission: 'rooms.activate-technical', stands: true });
    expect(technical?.last).toBe(standing);
    expect(commercial).toMatchObject({ kind: 'commercial', permission: 'rooms.activate-commercial', stands: false });
    expect(commercial?.last).toBe(second);
  });

  it('that was never given has nothing to tell', () => {
    expect(statesOf(ROOM_ACTIVATIONS, []).map(({ stands, last }) => [stands, last])).toEqual([
      [false, null],
      [false, null],
    ]);
  });
});
