import { expect, it } from 'vitest';
import { limitFinder } from '#platform/http/limit-bodies.ts';

const FORM = 1_000_000;

it.each([
  ['/rooms/7/photos', 20],
  ['/rooms/main/photos', 30],
  ['/rooms/main/plans', 25],
  ['/rooms/7/photos/', FORM],
  ['/rooms//photos', FORM],
  ['/rooms/7/8/photos', FORM],
  ['/x/rooms/7/photos', FORM],
  ['/rooms/:id/photos', 20],
  ['/settings/logo', 40],
  ['/settings/logo2', FORM],
  ['/settings/Logo', FORM],
  ['/', FORM],
])('%s may send %d bytes', (path, bytes) => {
  const uploads = [
    ['/rooms/:id/photos', 20],
    ['/rooms/main/:kind', 25],
    ['/rooms/main/photos', 30],
    ['/settings/logo', 40],
  ] as const;
  expect(limitFinder(uploads)(path)).toBe(bytes);
  expect(limitFinder(uploads.toReversed())(path)).toBe(bytes);
});
