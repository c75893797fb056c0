import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import type { Env } from '#platform/http/env.ts';
import { configureLog, log, withLogFields } from '#platform/telemetry/log.ts';
import { startMetrics } from '#platform/telemetry/metrics.ts';
import { startTracing } from '#platform/telemetry/start-tracing.ts';
import { inSpan } from '#platform/telemetry/trace.ts';

afterEach(() => configureLog({ level: 'silent', sink: () => {} }));

function captureLog(): string[] {
  const lines: string[] = [];
  configureLog({ level: 'debug', sink: (line) => lines.push(line) });
  return lines;
}

test('a line is one JSON object with the fields of its request', async () => {
  const lines = captureLog();
  await withLogFields({ request: 'r1', studio: 'alpha' }, async () => {
    await Promise.resolve();
    log.info('invoicing.issue', { amount: 12n });
  });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    name: 'invoicing.issue',
    request: 'r1',
    studio: 'alpha',
    amount: '12',
  });
});

test('what is secret does not reach the log, however deep it is nested', () => {
  const lines = captureLog();
  const secret = 'hunter2-4242424242424242';
  log.error('identity.login', {
    password: secret,
    form: { newPassword: secret, nested: [{ cardNumber: secret }] },
    headers: { cookie: secret, authorization: secret },
  });
  expect(lines.join('')).not.toContain(secret);
});

test('metrics tell answers, connections and jobs apart', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const sources = {
    pools: { stats: () => ({ budget: 10, reserved: 3, open: 2, waiting: 0 }) },
    queue: { stats: async () => ({ waiting: 5, active: 1, delayed: 0, failed: 0 }) },
    live: { count: () => 7 },
  } as unknown as Parameters<typeof startMetrics>[2];
  const metrics = await startMetrics(port, '127.0.0.1', sources);
  const app = new Hono<Env>().use(metrics.measure).get('/', (c) => c.text('ok', 418));
  await app.request('/');
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toContain('regie_http_request_duration_seconds_count{method="GET",status="418"} 1');
  expect(text).toContain('regie_studio_connections{kind="reserved"} 3');
  expect(text).toContain('regie_live_streams 7');
  expect(text).toContain('regie_jobs{state="waiting"} 5');
  await metrics.close();
});

test('spans reach a collector', async () => {
  const paths: string[] = [];
  const collector = createServer((request, response) => {
    paths.push(request.url ?? '');
    request.resume().once('end', () => response.writeHead(200).end());
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const stop = await startTracing(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
  await inSpan('invoicing.issue', async () => {});
  await stop();
  expect(paths).toEqual(['/v1/traces']);
  await new Promise((resolve) => collector.close(resolve));
});
