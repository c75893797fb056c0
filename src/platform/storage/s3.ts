/** Files in an S3-compatible bucket. Credentials come by the SDK's own chain (AWS_ACCESS_KEY_ID and so on). */
import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { StorageDriver } from '#platform/storage/driver.ts';
import { type FileInfo, type FileMetadata, UnsatisfiableRange } from '#platform/storage/files.ts';
import { contentDisposition } from '#platform/storage/keys.ts';
import { formatRange } from '#platform/storage/range.ts';
import { causeOf, type Reach, reachBucket, type S3Storage } from '#platform/storage/s3-client.ts';

const UNKNOWN_TYPE = 'application/octet-stream';
/** One part at a time is in memory; 10,000 parts are allowed, so a file may have 80 GB. */
const PART_BYTES = 8_388_608;
const FILE_NAME = 'file-name';

export function s3Files(config: S3Storage, studioId: string, now: () => Date): StorageDriver {
  const place = (key: string) => ({ Bucket: config.bucket, Key: `${studioId}/${key}` });
  const reach = reachBucket(config);
  return {
    put: (key, body, metadata) => putObject(reach, place(key), body, metadata),
    get: (key, range) =>
      reach(async (client, { GetObjectCommand }) => {
        const input = { ...place(key), ...(range ? { Range: formatRange(range) } : {}) };
        const found = await client.send(new GetObjectCommand(input));
        if (!found.Body) return null;
        const { size, ...sent } = extentOf(found);
        return { ...infoOf(found, size), ...sent, stream: found.Body.transformToWebStream() };
      }).catch(absentIsNull),
    head: (key) =>
      reach(async (client, { HeadObjectCommand }) => {
        const found = await client.send(new HeadObjectCommand(place(key)));
        return infoOf(found, found.ContentLength ?? 0);
      }).catch(absentIsNull),
    list: (prefix, page) => listObjects(reach, place(prefix), page),
    remove: (key) =>
      reach(async (client, { DeleteObjectCommand }) => {
        await client.send(new DeleteObjectCommand(place(key)));
      }),
    signedAddress: (key, { expiresInSeconds: expiresIn, disposition, fileName }) =>
      reach(async (client, { GetObjectCommand }) => {
        const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
        const ResponseContentDisposition = contentDisposition(disposition, fileName);
        const command = new GetObjectCommand({ ...place(key), ResponseContentDisposition });
        return getSignedUrl(client, command, { expiresIn, signingDate: now() });
      }),
  };
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/** A stream goes up in parts; the store shows nothing until all are there, and forgets them when one fails. */
function putObject(
  reach: Reach,
  place: Place,
  Body: Uint8Array | ReadableStream<Uint8Array>,
  { contentType, fileName }: Required<FileMetadata>,
): Promise<void> {
  // Headers are ASCII.
  const Metadata = fileName ? { [FILE_NAME]: encodeURIComponent(fileName) } : {};
  const described = { ...place, ContentType: contentType, Metadata };
  return reach(async (client, { PutObjectCommand }) => {
    if (Body instanceof Uint8Array) {
      await client.send(new PutObjectCommand({ ...described, Body }));
      return;
    }
    const { Upload } = await import('@aws-sdk/lib-storage');
    await new Upload({ client, params: { ...described, Body }, partSize: PART_BYTES, queueSize: 1 }).done();
  });
}

function listObjects(
  reach: Reach,
  { Bucket, Key }: Place,
  { after, limit }: { readonly after: string | null; readonly limit: number },
) {
  const studio = Key.slice(0, Key.indexOf('/') + 1);
  return reach(async (client, { ListObjectsV2Command }) => {
    const page = { MaxKeys: limit, ...(after === null ? {} : { StartAfter: studio + after }) };
    const found = await client.send(new ListObjectsV2Command({ Bucket, Prefix: Key, ...page }));
    const files = (found.Contents ?? []).map((object) => ({
      key: (object.Key ?? '').slice(studio.length),
      size: object.Size ?? 0,
      modifiedAt: object.LastModified ?? new Date(0),
    }));
    return { files, next: found.IsTruncated ? (files.at(-1)?.key ?? null) : null };
  });
}

function infoOf(found: GetObjectCommandOutput | HeadObjectCommandOutput, size: number): FileInfo {
  const name = found.Metadata?.[FILE_NAME];
  return {
    contentType: found.ContentType ?? UNKNOWN_TYPE,
    fileName: name ? decodeURIComponent(name) : null,
    size,
    etag: found.ETag ?? '',
    modifiedAt: found.LastModified ?? new Date(0),
  };
}

/** `bytes 0-3/8` where a range was sent. */
function extentOf({ ContentRange, ContentLength }: GetObjectCommandOutput) {
  const [, start, end, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(ContentRange ?? '') ?? [];
  if (size === undefined) return { size: ContentLength ?? 0, range: null };
  return { size: Number(size), range: { start: Number(start), end: Number(end) } };
}

function absentIsNull(error: unknown): null {
  const { name } = causeOf(error);
  if (name === 'NoSuchKey' || name === 'NotFound') return null;
  if (name === 'InvalidRange') throw new UnsatisfiableRange();
  throw error;
}
