/**
 * Work that would hold the event loop: reading what people upload, drawing documents. It runs in a few worker threads of this
 * process with limits of time and memory; nothing else starts any. Why no pool of npm does: ops/decisions/0021.
 */
import { availableParallelism } from 'node:os';
import { AppError } from '#platform/http/errors.ts';
import { Thread, ThreadEnded } from '#platform/runtime/thread.ts';

/** By name, added where a task is declared: what it is given, and what it gives back once or several times. */
// biome-ignore lint/suspicious/noEmptyInterface: modules fill it
export interface ThreadTasks {}
export type TaskName = keyof ThreadTasks;
type Task<K extends TaskName> = ThreadTasks[K] extends { input: infer Input; piece: infer Piece }
  ? { readonly input: Input; readonly piece: Piece }
  : never;

interface Limits {
  /** From the moment a thread takes the task. */
  readonly timeoutMs: number;
}

interface PoolOptions {
  readonly entry: URL;
  /** Of one kind of task at most all threads but one run, so that no kind keeps all others waiting. */
  readonly size: number;
  readonly memoryMb: number;
  /** How many tasks may wait, and how long. */
  readonly queue: number;
  readonly patienceMs: number;
  /** A thread without work gives its memory back. */
  readonly idleMs: number;
}

interface Waiting {
  readonly kind: string;
  readonly start: (thread: Thread) => void;
}

export class ThreadPool {
  readonly #options: PoolOptions;
  readonly #idle = new Map<Thread, NodeJS.Timeout>();
  readonly #running = new Map<Thread, string>();
  readonly #waiting: Waiting[] = [];

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** @throws AppError unavailable when too much waits already; invalid when the task exceeded its limits */
  async *stream(task: string, input: unknown, { timeoutMs }: Limits): AsyncGenerator<unknown> {
    const thread = await this.#take(kindOf(task));
    try {
      yield* thread.work(task, input, timeoutMs);
    } catch (error) {
      throw error instanceof ThreadEnded ? tooHeavy(error) : error;
    } finally {
      this.#giveBack(thread);
    }
  }

  async close(): Promise<void> {
    for (const thread of [...this.#idle.keys(), ...this.#running.keys()]) thread.end(new ThreadEnded('closed'));
    this.#idle.clear();
  }

  #take(kind: string): Promise<Thread> {
    if (this.#mayStart(kind)) return Promise.resolve(this.#start(kind));
    if (this.#waiting.length >= this.#options.queue) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const start = (thread: Thread) => {
        clearTimeout(late);
        resolve(thread);
      };
      const entry = { kind, start };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(busy());
      }, this.#options.patienceMs);
      this.#waiting.push(entry);
    });
  }

  #mayStart(kind: string): boolean {
    const { size } = this.#options;
    const same = [...this.#running.values()].filter((running) => running === kind).length;
    return this.#running.size < size && same < Math.max(1, size - 1);
  }

  #start(kind: string): Thread {
    const [known] = this.#idle.keys();
    if (known) {
      clearTimeout(this.#idle.get(known));
      this.#idle.delete(known);
    }
    const thread = known && !known.isOver ? known : new Thread(this.#options.entry, this.#options.memoryMb);
    this.#running.set(thread, kind);
    return thread;
  }

  #giveBack(thread: Thread): void {
    this.#running.delete(thread);
    if (!thread.isOver) this.#idle.set(thread, this.#endLater(thread));
    const next = this.#waiting.findIndex(({ kind }) => this.#mayStart(kind));
    const [waiting] = next < 0 ? [] : this.#waiting.splice(next, 1);
    if (waiting) waiting.start(this.#start(waiting.kind));
  }

  #endLater(thread: Thread): NodeJS.Timeout {
    const end = () => {
      this.#idle.delete(thread);
      thread.end(new ThreadEnded('idle'));
    };
    return setTimeout(end, this.#options.idleMs).unref();
  }
}

/** `imports.rows` and `imports.columns` are of one kind: each would let the other wait. */
function kindOf(task: string): string {
  return task.split('.', 1)[0] ?? task;
}

function busy(): AppError {
  return new AppError('unavailable', 'platform.error.busy', { retryAfter: 5 });
}

function tooHeavy(cause: ThreadEnded): AppError {
  return new AppError('invalid', 'platform.error.tooHeavy', { cause });
}

const here = new URL('.', import.meta.url);

const pool = new ThreadPool({
  // When bundled, everything is in dist/.
  entry: here.pathname.endsWith('/dist/') ? new URL('thread.js', here) : new URL('../../thread.ts', here),
  size: Math.min(4, Math.max(2, availableParallelism())),
  memoryMb: 256,
  queue: 32,
  patienceMs: 10_000,
  idleMs: 30_000,
});

/** The result in pieces, made as they are asked for. @throws AppError as `ThreadPool` does */
export function streamFromThread<K extends TaskName>(
  task: K,
  input: Task<K>['input'],
  limits: Limits,
): AsyncGenerator<Task<K>['piece']> {
  return pool.stream(task, input, limits) as AsyncGenerator<Task<K>['piece']>;
}

/** For tasks whose result is one piece. @throws AppError as `ThreadPool` does */
export async function runInThread<K extends TaskName>(
  task: K,
  input: Task<K>['input'],
  limits: Limits,
): Promise<Task<K>['piece']> {
  const pieces: Task<K>['piece'][] = [];
  for await (const piece of streamFromThread(task, input, limits)) pieces.push(piece);
  const [piece] = pieces;
  if (piece === undefined) throw new Error(`${task}: no result`);
  return piece;
}
