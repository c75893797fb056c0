/** Hand-placed spans. Without an SDK registered the API does nothing and costs next to nothing. */
import { SpanStatusCode, trace } from '@opentelemetry/api';

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
