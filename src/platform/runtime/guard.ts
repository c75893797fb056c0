import { log } from '#platform/telemetry/log.ts';

/**
 * An uncaught error ends the process, after a line that says what it was and an orderly stop.
 * @param onFatal ends the process; called at most once
 */
export function guardProcess(onFatal: () => void): void {
  let ending = false;
  const handle = (error: unknown) => {
    log.error('runtime.fatal', { error });
    if (ending) return;
    ending = true;
    onFatal();
  };
  process.on('uncaughtException', handle);
  process.on('unhandledRejection', handle);
}
