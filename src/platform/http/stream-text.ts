/** A long text that is made while it is sent, so that it is never in memory as a whole. */
import type { AppContext } from '#platform/http/env.ts';
import type { Scope } from '#platform/scope.ts';
import { log } from '#platform/telemetry/log.ts';

/** A reader that is slower than that is given up: it holds on to the studio's connection. */
const DEADLINE_MS = 300_000;

/**
 * What fails before the first piece is answered like any error; what fails later cuts the answer off.
 * @param pieces with a scope of its own, since that of the request ends with the handler
 */
export async function streamText(
  c: AppContext,
  pieces: (scope: Scope) => AsyncGenerator<string>,
): Promise<ReadableStream<Uint8Array>> {
  if (c.req.method === 'HEAD') return new Blob().stream();
  const { scope, release } = await c.var.reopen();
  const source = pieces(scope);
  const first = await source.next().catch((error: unknown) => {
    release();
    throw error;
  });
  const warn = (error: unknown) => log.warn('http.stream', { request: c.var.requestId, error });
  return new ReadableStream(sourceOf(source, first, { release, warn }));
}

interface Ends {
  release(): void;
  warn(error: unknown): void;
}

function sourceOf(
  source: AsyncGenerator<string>,
  first: IteratorResult<string>,
  { release, warn }: Ends,
): UnderlyingDefaultSource<Uint8Array> {
  const encoder = new TextEncoder();
  let next = first;
  let late: NodeJS.Timeout;
  const end = () => {
    clearTimeout(late);
    release();
  };
  return {
    start(controller) {
      late = setTimeout(() => {
        const error = new Error('the reader is too slow');
        warn(error);
        controller.error(error);
        source.return(undefined).catch(warn).finally(end);
      }, DEADLINE_MS).unref();
    },
    async pull(controller) {
      try {
        if (!next.done) controller.enqueue(encoder.encode(next.value));
        if (!next.done) next = await source.next();
        if (!next.done) return;
        end();
        controller.close();
      } catch (error) {
        warn(error);
        end();
        controller.error(error);
      }
    },
    async cancel() {
      await source.return(undefined).finally(end);
    },
  };
}
