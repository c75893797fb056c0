import type { S3Client } from '@aws-sdk/client-s3';
import { AppError } from '#platform/http/errors.ts';

export interface S3Storage {
  readonly kind: 's3';
  readonly bucket: string;
  readonly region: string;
  /** null: Amazon's own. */
  readonly endpoint: string | null;
}

type Sdk = typeof import('@aws-sdk/client-s3');
export type Reach = <T>(ask: (client: S3Client, sdk: Sdk) => Promise<T>) => Promise<T>;

const PATIENCE_MS = 10_000;
/** One client for all studios; the SDK is loaded with the first file. */
const clients = new WeakMap<S3Storage, Promise<{ client: S3Client; sdk: Sdk }>>();

/** @returns runs what is asked of the bucket; every failure becomes `unavailable`, with the SDK's error as its cause */
export function reachBucket(config: S3Storage): Reach {
  return async (ask) => {
    const opened = clients.get(config) ?? openClient(config);
    clients.set(config, opened);
    const { client, sdk } = await opened;
    try {
      return await ask(client, sdk);
    } catch (cause) {
      throw new AppError('unavailable', 'platform.error.files', { cause });
    }
  };
}

export function causeOf(error: unknown): { readonly name?: string } {
  return error instanceof AppError && error.cause instanceof Error ? error.cause : {};
}

async function openClient({ region, endpoint }: S3Storage): Promise<{ client: S3Client; sdk: Sdk }> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS * 3 },
    // Many S3-compatible stores do not support the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { client, sdk };
}
