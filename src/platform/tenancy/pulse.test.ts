import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPulse } from '#platform/tenancy/pulse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const UNAVAILABLE = { code: 'unavailable', messageKey: 'platform.error.unavailable' };
const no = () => false;

/** A request that takes ten seconds, while nothing answers what is asked beside it. */
function begin(hasWritten = no, ask = () => new Promise(() => undefined)) {
  const pulse = createPulse(ask);
  const checking = setInterval(pulse.check, 250);
  const end = new Promise((resolve) => setTimeout(() => resolve('done'), 10_000));
  const request = pulse.during(end, hasWritten).catch((error: unknown) => error);
  return { pulse, checking, request };
}

it('ends a request within three seconds when no statement is answered', async () => {
  const { request } = begin();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await request).toMatchObject(UNAVAILABLE);
});

it('lets it wait as long as other statements are answered', async () => {
  const { pulse, request } = begin();
  const answering = setInterval(pulse.answered, 1_500);
  await vi.advanceTimersByTimeAsync(10_000);
  clearInterval(answering);
  expect(await request).toBe('done');
});

it('lets it wait when the trivial question is answered', async () => {
  const { request } = begin(no, async () => 1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await request).toBe('done');
});

it('does not end one that has begun to write, which may be committed', async () => {
  const { request } = begin(() => true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await request).toBe('done');
});
