/** Hand-placed spans. Without an SDK registered the API does nothing and costs next to nothing. */
import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { MiddlewareHandler } from 'hono';
import type { Env } from '#platform/http/env.ts';
import { withoutSignature } from '#platform/signed-id.ts';

const tracer = trace.getTracer('regie');

export function inSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** One span a request, named by its method (OpenTelemetry's HTTP conventions). Only where traces are sent. */
export const traceRequests: MiddlewareHandler<Env> = async function traceRequests(c, next) {
  await inSpan(c.req.method, async () => {
    await next();
    trace.getActiveSpan()?.setAttributes({
      'http.request.method': c.req.method,
      'url.path': withoutSignature(c.req.path),
      'http.response.status_code': c.res.status,
    });
  });
};
