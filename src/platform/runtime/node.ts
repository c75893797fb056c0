/** Serving on Node: limits for slow clients, and a stop that finishes what was begun. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { answerClientErrors, responseClass } from '#platform/runtime/bare-answers.ts';

export interface Listening {
  readonly port: number;
  /** Stops accepting, waits for running requests up to the deadline, then cuts them off. */
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
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (deadlineMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** @param stop called once, at the first signal; a second one ends the process at once */
export function onSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = () => {
    if (stopping) process.exit(130);
    stopping = true;
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}
