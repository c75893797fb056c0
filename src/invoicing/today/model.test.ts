import { describe, expect, it } from 'vitest';
import { growthOf } from '#invoicing/today/model.ts';

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
});
