/** How long the event loop stands still while a client in a thread of its own, with a loop of its own, sends requests. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';

export interface Sent {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

export interface Answered {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

const CLIENT = `
import { request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
parentPort.on('message', ({ path, method, headers, body }) => {
  const sent = request({ host: '127.0.0.1', port: workerData, path, method, headers, agent: false }, (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () => parentPort.postMessage({
      status: response.statusCode,
      location: response.headers.location ?? null,
      text: Buffer.concat(chunks).toString().slice(0, 200000),
    }));
  });
  sent.on('error', (error) => parentPort.postMessage({ status: 0, location: null, text: String(error) }));
  sent.end(body);
});`;

export interface Client {
  send(request: Sent): Promise<Answered>;
  close(): Promise<unknown>;
}

export function openClient(port: number): Client {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(CLIENT)}`), {
    workerData: port,
    execArgv: [],
  });
  return {
    send: (request) =>
      new Promise((resolve) => {
        worker.once('message', resolve);
        worker.postMessage(request, request.body ? [request.body.buffer] : []);
      }),
    close: () => worker.terminate(),
  };
}

/** The longest standstill, in milliseconds. */
export async function standstill(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const turns = () => new Promise((next) => setTimeout(next, 20));
  delay.enable();
  // Counted is from one turn to the next: before the work, and after it.
  await turns();
  await work();
  await turns();
  delay.disable();
  return delay.max / 1e6;
}

const SPIN_MS = 30;

/** How many times longer than on a free processor work takes just now. */
function slowdown(): number {
  const before = process.cpuUsage();
  const end = performance.now() + SPIN_MS;
  while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, (SPIN_MS * 1_000) / (user + system));
}

/** Of several tries: what others do on this machine only adds to it. */
export async function leastStandstill(tries: number, limit: number, work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < tries && least >= limit; count += 1)
    least = Math.min(least, (await standstill(work)) / slowdown());
  return least;
}
