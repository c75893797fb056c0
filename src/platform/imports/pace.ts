/** Long work in slices, so that requests are answered in between. */
import { setImmediate } from 'node:timers/promises';

/** No slice lasts much longer; a frame of a film. */
const SLICE_MS = 15;

/** Call it between items: it gives way when the slice is over. */
export function createPace(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < SLICE_MS) return;
    await setImmediate();
    started = performance.now();
  };
}
