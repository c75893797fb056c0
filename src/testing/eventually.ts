import { expect } from 'vitest';

/** For what happens by itself a little later. The deadline is long, because machines that run tests are busy. */
export function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: 20_000, interval: 10 });
}
