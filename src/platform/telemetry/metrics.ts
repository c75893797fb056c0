/** Prometheus metrics on a port of their own, for the inside of the network only. Names by Prometheus' rules: base units, `_total`, few labels. */
import { createServer } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import type { Env } from '#platform/http/env.ts';
import type { Queue } from '#platform/jobs/queue.ts';
import type { Live } from '#platform/live/live.ts';
import type { Pools } from '#platform/tenancy/pools.ts';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

interface Sources {
  readonly pools: Pools;
  readonly queue: Queue;
  readonly live: Pick<Live, 'count'>;
}

export interface Metrics {
  /** Counts and times every answer. */
  readonly measure: MiddlewareHandler<Env>;
  close(): Promise<void>;
}

/** What is asked for at a scrape, and what is counted as it happens. */
async function createInstruments({ pools, queue, live }: Sources) {
  const { collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answered = new Histogram({
    name: 'regie_http_request_duration_seconds',
    help: 'Time until an answer was ready',
    labelNames: ['method', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name, help, labelNames: [label], registers });
  const connections = gauge('regie_studio_connections', 'Connections to studio databases', 'kind');
  const streams = new Gauge({ name: 'regie_live_streams', help: 'Streams that browsers follow', registers });
  const jobs = gauge('regie_jobs', 'Jobs in the queue', 'state');
  async function collect(): Promise<string> {
    for (const [kind, value] of Object.entries(pools.stats())) connections.set({ kind }, value);
    streams.set(live.count());
    for (const [state, value] of Object.entries(await queue.stats())) jobs.set({ state }, value);
    return registry.metrics();
  }
  return { answered, collect, contentType: registry.contentType };
}

export async function startMetrics(port: number, host: string, sources: Sources): Promise<Metrics> {
  const { answered, collect, contentType } = await createInstruments(sources);
  const server = createServer((_request, response) => {
    collect().then(
      (text) => response.writeHead(200, { 'Content-Type': contentType }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    async measure(c, next) {
      const end = answered.startTimer({ method: c.req.method });
      await next();
      end({ status: String(c.res.status) });
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
