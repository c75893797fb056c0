/** Configuration → roles. Nothing else starts anything. */

import { ConfigError, readConfig } from '#platform/config.ts';
import { onSignals } from '#platform/runtime/node.ts';
import { startRegie } from './start.ts';

try {
  const running = await startRegie(readConfig());
  onSignals(running.stop);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
