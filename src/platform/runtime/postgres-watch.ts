/** Starts the embedded server again when it died under us: killed by hand, or by a machine that ran out of memory. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from '#platform/runtime/postgres-binaries.ts';
import { withLock } from '#platform/runtime/postgres-lock.ts';
import type { Place } from '#platform/runtime/postgres-place.ts';
import { lives } from '#platform/runtime/postgres-process.ts';
import { findPostmaster, type ServerSettings, startServer } from '#platform/runtime/postgres-server.ts';

const LOOK_MS = 500;

interface Watched {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly settings: ServerSettings;
  /** Clients know it: the new server gets the same. */
  readonly port: number;
  readonly log: (line: string) => void;
}

/** @returns how to end the watch: no start is begun from then on, and one that is under way ends before the lock is given back */
export function watchServer(watched: Watched): () => void {
  const { place, log } = watched;
  let watching = true;
  let life = findPostmaster(place)?.life ?? null;
  const watch = async () => {
    while (watching) {
      await sleep(LOOK_MS, null, { ref: false });
      if (!watching || !existsSync(place.dataDir) || (life !== null && lives(life))) continue;
      try {
        // Another process that shares the server may be quicker, or the last to stop has shut it down.
        await withLock(place.dataDir, async () => {
          if (watching) await revive(watched);
        });
        life = findPostmaster(place)?.life ?? null;
      } catch (error) {
        log(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : error}`);
      }
    }
  };
  void watch();
  return () => {
    watching = false;
  };
}

async function revive({ place, binaries, settings, port, log }: Watched): Promise<void> {
  if (findPostmaster(place)?.ours) return;
  await startServer(place, binaries, settings, async () => port);
  log(`PostgreSQL ${binaries.version} had died and was started again on port ${port}`);
}
