/** A room that is booked in the moment in which it is taken out of use. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roomActivation } from '#rooms/paths.ts';
import { aRoom } from '#testing/fixtures.ts';
import { meet } from '#testing/meeting.ts';
import { type SecondProcess, startSecondProcess } from '#testing/second-process.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

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

const TIMES = { startsAt: '2026-12-01T10:00', endsAt: '2026-12-01T12:00' };
const book = (roomId: string, visitor = user) =>
  visitor.post('/sessions', { title: 'Prise de voix', roomId, ...TIMES });

const ENDS: Readonly<Record<string, (roomId: string) => string>> = {
  'an activation is withdrawn': (roomId) => `${roomActivation(roomId, 'technical')}/removal`,
  'it is archived': (roomId) => `/rooms/${roomId}/archival`,
};

describe('a room is booked while', () => {
  it.each(Object.entries(ENDS))('%s: that waits for the booking, so that none comes after it', async (_, end) => {
    const { answers, overtook } = await meet(studio, 'sessions', async () => {
      const roomId = await aRoom(owner);
      return [() => book(roomId), () => elsewhere.open(owner).post(end(roomId))];
    });
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(overtook).toBe(false);
  });

  it.each(Object.entries(ENDS))('%s first: the booking waits, and is refused', async (_, end) => {
    const { answers, overtook } = await meet(studio, 'audit', async () => {
      const roomId = await aRoom(owner);
      return [() => owner.post(end(roomId)), () => book(roomId, elsewhere.open(user))];
    });
    expect(answers.map(({ status }) => status)).toEqual([303, 422]);
    expect(overtook).toBe(false);
  });
});
