/** Configuration → roles. Nothing else starts anything. */

import { ConfigError, readConfig } from '#platform/config.ts';
import { guardProcess } from '#platform/runtime/guard.ts';
import { onSignals } from '#platform/runtime/node.ts';
import { startRegie } from '#start.ts';

try {
  const starting = startRegie(readConfig());
  // Installed first, so that a stop requested during start-up is as orderly as a later one.
  const stop = async () => (await starting).stop();
  onSignals(stop);
  guardProcess(() => void stop().finally(() => process.exit(1)));
  await starting;
} catch (error) {
  const message = describeStartError(error);
  if (message === null) throw error;
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

/** One line for what the person who starts it can mend. */
function describeStartError(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message;
  if ((error as { code?: unknown }).code === 'EADDRINUSE')
    return 'PORT: something else listens there already; give another PORT';
  return null;
}
