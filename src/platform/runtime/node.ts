/** Serving on Node: limits for slow clients, and a stop that finishes what was begun. */

import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { answerClientErrors, responseClass } from '#platform/runtime/bare-answers.ts';
import { log } from '#platform/telemetry/log.ts';

export interface Listening {
  readonly port: number;
  /** Stops accepting and tells those who are connected to go, waits for running requests up to the deadline, then cuts them off. */
  close(deadlineMs: number): Promise<void>;
}

const MOST_SOCKETS = 2_000;

function limitSlowClients(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 15_000;
  server.maxConnections = MOST_SOCKETS;
  server.maxHeadersCount = 100;
}

/**
 * A connection that is kept alive would bring its next request to a process that is about to end.
 * @returns from when on every answer says `Connection: close`, of requests that run already, too
 */
function createSendingAway(server: Server): () => void {
  const running = new Set<ServerResponse>();
  let leaving = false;
  server.prependListener('request', (_, response) => {
    if (leaving) response.shouldKeepAlive = false;
    running.add(response);
    response.once('close', () => running.delete(response));
  });
  return () => {
    leaving = true;
    for (const response of running) response.shouldKeepAlive = false;
  };
}

export async function serve(
  app: Pick<Hono<Env>, 'fetch'>,
  { port, host, https = false }: { readonly port: number; readonly host: string; readonly https?: boolean },
): Promise<Listening> {
  const options = {
    fetch: app.fetch,
    serverOptions: { connectionsCheckingInterval: 2_000, maxHeaderSize: 16_384, ServerResponse: responseClass(https) },
  };
  const server = createAdaptorServer(options as Parameters<typeof createAdaptorServer>[0]) as Server;
  limitSlowClients(server);
  answerClientErrors(server, https);
  const sendAway = createSendingAway(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (deadlineMs) =>
      new Promise((resolve) => {
        sendAway();
        const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Whatever hangs: what was begun is in the databases, and the next start goes on with it. */
const STOP_MS = 24_000;

/** @param stop called once, at the first signal; a second one ends the process at once */
export function onSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = () => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => {
      log.error('runtime.stop-late', { milliseconds: STOP_MS });
      process.exit(1);
    }, STOP_MS).unref();
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}
