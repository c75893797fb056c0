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
  let late: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(late);
    release();
  };
  let next = await source.next().catch((error: unknown) => {
    end();
    throw error;
  });
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      late = setTimeout(() => {
        log.warn('http.stream', { request: c.var.requestId, reason: 'the reader is too slow' });
        controller.error(new Error('the reader is too slow'));
        source
          .return(undefined)
          .catch((error: unknown) => log.warn('http.stream', { request: c.var.requestId, error }))
          .finally(end);
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
        log.warn('http.stream', { request: c.var.requestId, error });
        end();
        controller.error(error);
      }
    },
    async cancel() {
      await source.return(undefined).finally(end);
    },
  });
}
