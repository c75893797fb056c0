import { createHash } from 'node:crypto';
import type { StoredFile } from '#platform/storage/files.ts';

export interface Measured {
  readonly body: Uint8Array | ReadableStream<Uint8Array>;
  /** Once the whole body went by. */
  result(): StoredFile;
  /** Why the source of the stream failed, which is the caller's fault and not the storage's. */
  sourceError(): { readonly error: unknown } | null;
  /** Tells the source that the rest is not wanted. */
  cancel(reason: unknown): Promise<void>;
}

/** Counts and hashes while the bytes pass by. */
export function measure(body: Uint8Array | ReadableStream<Uint8Array>): Measured {
  const hash = createHash('sha256');
  let [size, failed] = [0, null as { error: unknown } | null];
  const count = (bytes: Uint8Array) => {
    size += bytes.byteLength;
    hash.update(bytes);
  };
  const result = () => ({ size, sha256: hash.digest('hex') });
  if (body instanceof Uint8Array) {
    count(body);
    return { body, result, sourceError: () => null, cancel: async () => {} };
  }
  const reader = body.getReader();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          count(value);
          controller.enqueue(value);
        } catch (error) {
          failed = { error };
          controller.error(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const cancel = (reason: unknown) => reader.cancel(reason).catch(() => {});
  return { body: stream, result, sourceError: () => failed, cancel };
}
