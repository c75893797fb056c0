/** One worker thread as the process sees it: it is given a task, and asked for one piece of the result after the other. */
import { Worker } from 'node:worker_threads';
import { type Answer, pack, type Question } from '#platform/runtime/thread-messages.ts';

/** The thread was ended because it took too long, or by the runtime because it took too much memory. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

interface Pending {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export class Thread {
  readonly #worker: Worker;
  #pending: Pending | null = null;
  #ended: Error | null = null;

  /** @param entry calls `serveTasks` */
  constructor(entry: URL, memoryMb: number) {
    this.#worker = new Worker(readable(entry), {
      execArgv: [],
      // The program's secrets have no business where outside material is read.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
    });
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#settle()?.resolve(answer));
    this.#worker.on('messageerror', (error) => this.#fail(error));
    this.#worker.on('error', (error: Error & { code?: string }) =>
      this.#fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadEnded('too much memory') : error),
    );
    this.#worker.on('exit', () => this.#fail(new ThreadEnded('ended')));
  }

  get isOver(): boolean {
    return this.#ended !== null;
  }

  /** Pieces are made as they are asked for. Who stops asking before the end, or waits too long, ends the thread. */
  async *work(task: string, input: unknown, timeoutMs: number): AsyncGenerator<unknown> {
    const late = setTimeout(() => this.end(new ThreadEnded('too late')), timeoutMs);
    this.#worker.ref();
    let isDone = false;
    try {
      const [packed, memory] = pack(input);
      for (let answer = await this.#ask({ task, input: packed }, memory); ; answer = await this.#ask('next')) {
        isDone = answer.kind !== 'piece';
        if (answer.kind === 'error') throw new Error(`${task}: ${answer.message}`, { cause: answer.stack });
        if (answer.kind === 'done') return;
        yield answer.piece;
      }
    } finally {
      clearTimeout(late);
      if (!isDone) this.end(new ThreadEnded('left'));
      this.#worker.unref();
    }
  }

  end(reason: Error): void {
    this.#fail(reason);
    void this.#worker.terminate();
  }

  #ask(question: Question, memory: ArrayBuffer[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#pending = { resolve, reject };
      this.#worker.postMessage(question, memory);
    });
  }

  #settle(): Pending | null {
    const pending = this.#pending;
    this.#pending = null;
    return pending;
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    this.#settle()?.reject(this.#ended);
  }
}

/** A thread inherits nothing of what lets Node read TypeScript: it asks for that itself. Deno and the bundle need nothing. */
function readable(entry: URL): URL {
  if ('Deno' in globalThis || !entry.pathname.endsWith('.ts')) return entry;
  const source = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register(); await import('${entry.href}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}
