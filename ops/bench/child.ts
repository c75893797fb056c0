/** Programs under load, in processes of their own that account for themselves. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface Usage {
  /** Microseconds of CPU, user and system. */
  readonly cpu: number;
  readonly rss: number;
}

export interface Child {
  readonly port: number;
  /** Milliseconds from fork to the first answer. */
  readonly started: number;
  usage(): Promise<Usage>;
  /** Bytes; collects what is not alive, so the resident size is to be asked for first. */
  liveHeap(): Promise<number>;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const ACCOUNT = fileURLToPath(new URL('./account.mjs', import.meta.url));

async function untilAnswers(port: number, path: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the program under load ended with ${child.exitCode}`);
    const answered = await fetch(`http://127.0.0.1:${port}${path}`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  throw new Error('the program under load did not answer within a minute');
}

function ask<T>(child: ChildProcess, question: string): Promise<T> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as T));
    child.send(question);
  });
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const { cpu, rss } = await ask<{ cpu: NodeJS.CpuUsage; rss: number }>(child, 'usage');
  return { cpu: cpu.user + cpu.system, rss };
}

interface ChildOptions {
  readonly file: string;
  readonly args?: readonly string[];
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Answers 200 once the program is up. */
  readonly path: string;
}

export async function startChild(port: number, options: ChildOptions): Promise<Child> {
  const began = performance.now();
  const child = fork(options.file, [...(options.args ?? [])], {
    execArgv: [...(options.execArgv ?? []), '--import', ACCOUNT],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...options.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await untilAnswers(port, options.path, child);
  return {
    port,
    started: performance.now() - began,
    usage: () => usageOf(child),
    liveHeap: async () => (await ask<{ heap: number }>(child, 'live heap')).heap,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
