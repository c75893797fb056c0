import { expect, test } from 'vitest';
import { mannWhitney } from './mann-whitney.ts';

const numbers = (count: number, value: (index: number) => number) => Array.from({ length: count }, (_, n) => value(n));

test.each([
  ['the same values', numbers(30, (n) => n), numbers(30, (n) => n), 1],
  ['all values alike', numbers(30, () => 7), numbers(30, () => 7), 1],
  // U = 210 of 900, sigma = sqrt(900 × 61 / 12): z = (240 − 0.5) / 67.64.
  ['values shifted by ten of thirty', numbers(30, (n) => n), numbers(30, (n) => n + 9.5), 0.0004],
  ['values apart', numbers(30, (n) => n), numbers(30, (n) => n + 100), 3e-11],
])('%s', (_, a, b, expected) => {
  const p = mannWhitney(a, b);
  expect(p).toBeCloseTo(expected, 4);
  expect(mannWhitney(b, a)).toBeCloseTo(p, 10);
});
