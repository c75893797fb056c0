/** A room that is booked in the moment in which it is taken out of use. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roomActivationRemoval } from '#rooms/paths.ts';
import { aRoom } from '#testing/fixtures.ts';
import { meet } from '#testing/meeting.ts';
import { type SecondProcess, startSecondProcess } from '#testing/second-process.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let user: Visitor;
let elsewhere: SecondProcess;

beforeAll(async () => {
  studio = await testStudio();
  [owner, user] = [await studio.as('owner'), await studio.as('user')];
  elsewhere = await startSecondProcess(studio);
});
afterAll(() => elsewhere.close());

const errorOf = (page: TestPage) => page.one('#f-roomId-error').text;

const TIMES = { startsAt: '2026-12-01T10:00', endsAt: '2026-12-01T12:00' };
const book = (roomId: string, visitor = user) =>
  visitor.post('/sessions', { title: 'Prise de voix', roomId, ...TIMES });

const withdraw = (roomId: string, visitor = owner) =>
  visitor.post(roomActivationRemoval(roomId, 'technical'), { reason: 'Console en panne' });

const ENDS: Readonly<Record<string, (roomId: string, visitor?: Visitor) => ReturnType<typeof book>>> = {
  'an activation is withdrawn': withdraw,
  'it is archived': (roomId, visitor = owner) => visitor.post(`/rooms/${roomId}/archival`),
};

describe('a room is booked while', () => {
  it('it is archived: that waits for the booking, so that none comes after it', async () => {
    const { answers, overtook } = await meet(studio, 'sessions', async () => {
      const roomId = await aRoom(owner);
      return [() => book(roomId), () => elsewhere.open(owner).post(`/rooms/${roomId}/archival`)];
    });
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(overtook).toBe(false);
  });

  it('an activation is withdrawn: a booking that has found it standing and not written yet is refused', async () => {
    const { answers, overtook } = await meet(studio, 'sessions', async () => {
      const roomId = await aRoom(owner);
      return [() => book(roomId), () => withdraw(roomId, elsewhere.open(owner))];
    });
    expect(answers.map(({ status }) => status)).toEqual([422, 303]);
    expect(errorOf(answers[0])).toContain('l’activation technique (à donner par un propriétaire ou un administrateur)');
    expect(overtook).toBe(true);
  });

  it.each(Object.entries(ENDS))('%s first: the booking waits, and is refused', async (_, end) => {
    const { answers, overtook } = await meet(studio, 'audit', async () => {
      const roomId = await aRoom(owner);
      return [() => end(roomId), () => book(roomId, elsewhere.open(user))];
    });
    expect(answers.map(({ status }) => status)).toEqual([303, 422]);
    expect(overtook).toBe(false);
  });
});
