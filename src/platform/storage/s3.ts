/** Files in a bucket that speaks S3. Credentials come by the SDK's own chain (AWS_ACCESS_KEY_ID and so on). */
import type { S3Client } from '@aws-sdk/client-s3';
import { AppError } from '#platform/http/errors.ts';
import type { Files } from '#platform/storage/files.ts';

export interface S3Storage {
  readonly kind: 's3';
  readonly bucket: string;
  readonly region: string;
  /** null: Amazon's own. */
  readonly endpoint: string | null;
}

type Sdk = typeof import('@aws-sdk/client-s3');
type Reach = <T>(ask: (client: S3Client, sdk: Sdk) => Promise<T>) => Promise<T>;

const UNKNOWN_TYPE = 'application/octet-stream';
const PATIENCE_MS = 10_000;
/** One client for all studios; the SDK is loaded with the first file. */
const clients = new WeakMap<S3Storage, Promise<{ client: S3Client; sdk: Sdk }>>();

export function s3Files(config: S3Storage, studioId: string): Files {
  const place = (key: string) => ({ Bucket: config.bucket, Key: `${studioId}/${key}` });
  const reach = reachBucket(config);
  return {
    put: (key, content, contentType) =>
      reach(async (client, { PutObjectCommand }) => {
        await client.send(new PutObjectCommand({ ...place(key), Body: content, ContentType: contentType }));
      }),
    get: (key) =>
      reach(async (client, { GetObjectCommand }) => {
        const { Body, ContentType } = await client.send(new GetObjectCommand(place(key)));
        if (!Body) return null;
        return { content: await Body.transformToByteArray(), contentType: ContentType ?? UNKNOWN_TYPE };
      }).catch((error: unknown) => {
        if (error instanceof AppError && (error.cause as Error | undefined)?.name === 'NoSuchKey') return null;
        throw error;
      }),
    delete: (key) =>
      reach(async (client, { DeleteObjectCommand }) => {
        await client.send(new DeleteObjectCommand(place(key)));
      }),
  };
}

function reachBucket(config: S3Storage): Reach {
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

async function openClient({ region, endpoint }: S3Storage): Promise<{ client: S3Client; sdk: Sdk }> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS * 3 },
    // Many stores that speak S3 know nothing of the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { client, sdk };
}
