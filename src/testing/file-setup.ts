/** Runs before each file of a worker: what a file changes of the worker's installation is put back when the file ends. */
import { afterAll } from 'vitest';

type Reset = () => void;

/** Kept beside the module registry, which a worker may load anew for each file. */
const kept = globalThis as { regieResets?: Reset[] };
kept.regieResets ??= [];

export function onFileEnd(reset: Reset): void {
  kept.regieResets?.push(reset);
}

afterAll(() => {
  for (const reset of kept.regieResets ?? []) reset();
});
