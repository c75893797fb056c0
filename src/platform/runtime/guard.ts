/**
 * postgres.js 3.4.9 writes ROLLBACK to a connection that the server has just closed, from a timer: the exception reaches nobody and
 * would end the process, and with it every other studio's requests, because one backend was killed. The transaction itself has
 * been rejected properly by then. Everything else that nobody caught still ends the process, as it must.
 */
import { log } from '#platform/telemetry/log.ts';

export function isWriteAfterClose(error: unknown): boolean {
  if (!(error instanceof TypeError) || !error.message.includes("reading 'write'")) return false;
  // In the bundle the driver's file has another name, but its function keeps its own.
  return /nextWrite/.test(error.stack ?? '');
}

/** @param onFatal ends the process; called at most once */
export function guardProcess(onFatal: () => void): void {
  let ending = false;
  const handle = (error: unknown) => {
    if (isWriteAfterClose(error)) return log.warn('db.connection-lost', { error });
    log.error('runtime.fatal', { error });
    if (ending) return;
    ending = true;
    onFatal();
  };
  process.on('uncaughtException', handle);
  process.on('unhandledRejection', handle);
}
