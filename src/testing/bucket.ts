/** As much of S3 as is needed to verify our requests: objects, ranges, lists, parts. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface StoredObject {
  readonly body: Buffer;
  readonly type: string;
  readonly name: string | undefined;
}

interface BegunUpload {
  readonly described: StoredObject;
  readonly parts: Map<number, Buffer>;
}

export interface Bucket {
  readonly endpoint: string;
  /** By path, `/regie/<key>`. */
  readonly objects: Map<string, StoredObject>;
  /** Uploads in parts that were neither completed nor aborted. */
  readonly uploads: Map<string, BegunUpload>;
  /** Method, path and how it was signed. */
  readonly asked: string[];
  /** Whether it answers 503 to everything. */
  down: boolean;
  /** Most bytes of one request's body. */
  largest: number;
  clear(): void;
  close(): void;
}

type Parts = Pick<Bucket, 'objects' | 'uploads'>;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export async function openBucket(): Promise<Bucket> {
  const bucket = {
    endpoint: '',
    objects: new Map<string, StoredObject>(),
    uploads: new Map<string, BegunUpload>(),
    asked: [] as string[],
    down: false,
    largest: 0,
    clear() {
      Object.assign(bucket, { down: false, largest: 0 });
      for (const each of [bucket.objects, bucket.uploads]) each.clear();
      bucket.asked.length = 0;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://bucket');
    const { method = 'GET', headers } = request;
    bucket.asked.push(`${method} ${url.pathname} ${String(headers.authorization).slice(0, 16)}`);
    if (bucket.down) return response.writeHead(503).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    bucket.largest = Math.max(bucket.largest, body.length);
    answer(bucket, { method, path: url.pathname, query: url.searchParams, headers, body }, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  bucket.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return bucket;
}

function answer(parts: Parts, asked: Asked, response: ServerResponse): unknown {
  const { method, path, query } = asked;
  if (query.has('uploads') || query.has('uploadId')) return answerUpload(parts, asked, response);
  if (query.has('list-type')) return list(parts, asked, response);
  if (method === 'PUT') parts.objects.set(path, described(asked));
  if (method === 'DELETE') parts.objects.delete(path);
  if (method === 'GET' || method === 'HEAD') return send(parts, asked, response);
  return response.writeHead(method === 'DELETE' ? 204 : 200, { etag: '"etag"' }).end();
}

function described({ headers, body }: Asked): StoredObject {
  const name = headers['x-amz-meta-file-name'];
  return { body, type: String(headers['content-type']), name: name === undefined ? undefined : String(name) };
}

function fail(response: ServerResponse, status: number, code: string): unknown {
  return response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
}

function xml(response: ServerResponse, text: string): unknown {
  return response.writeHead(200, { 'content-type': 'application/xml' }).end(text);
}

function answerUpload({ objects, uploads }: Parts, asked: Asked, response: ServerResponse): unknown {
  const { method, path, query, body } = asked;
  const id = query.get('uploadId') ?? `upload${uploads.size + 1}`;
  if (query.has('uploads')) {
    uploads.set(id, { described: described(asked), parts: new Map() });
    return xml(response, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  }
  const upload = uploads.get(id);
  if (!upload) return fail(response, 404, 'NoSuchUpload');
  if (method === 'PUT') {
    upload.parts.set(Number(query.get('partNumber')), body);
    return response.writeHead(200, { etag: '"part"' }).end();
  }
  uploads.delete(id);
  if (method === 'DELETE') return response.writeHead(204).end();
  const ordered = [...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
  objects.set(path, { ...upload.described, body: Buffer.concat(ordered) });
  return xml(response, '<CompleteMultipartUploadResult><ETag>"etag"</ETag></CompleteMultipartUploadResult>');
}

function list({ objects }: Parts, { path, query }: Asked, response: ServerResponse): unknown {
  const root = path.endsWith('/') ? path : `${path}/`;
  const keys = [...objects.keys()]
    .map((key) => key.slice(root.length))
    .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > (query.get('start-after') ?? ''))
    .sort((a, b) => (a < b ? -1 : 1));
  const most = Number(query.get('max-keys'));
  const contents = keys
    .slice(0, most)
    .map((key) => {
      const size = objects.get(root + key)?.body.length;
      return `<Contents><Key>${key}</Key><Size>${size}</Size><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents>`;
    })
    .join('');
  const more = `<IsTruncated>${keys.length > most}</IsTruncated>`;
  return xml(response, `<ListBucketResult>${more}${contents}</ListBucketResult>`);
}

function send({ objects }: Parts, { method, path, query, headers }: Asked, response: ServerResponse): unknown {
  const object = objects.get(path);
  if (!object && method === 'HEAD') return response.writeHead(404).end();
  if (!object) return fail(response, 404, 'NoSuchKey');
  const { body, type, name } = object;
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from ?? 0);
  const end = from === '' || !to ? body.length - 1 : Math.min(Number(to), body.length - 1);
  if (from !== undefined && start > end) return fail(response, 416, 'InvalidRange');
  const sent = from === undefined ? body : body.subarray(start, end + 1);
  const disposition = query.get('response-content-disposition');
  response.writeHead(from === undefined ? 200 : 206, {
    'content-type': type,
    'content-length': sent.length,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
    ...(name ? { 'x-amz-meta-file-name': name } : {}),
    ...(from === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${body.length}` }),
    ...(disposition ? { 'content-disposition': disposition } : {}),
  });
  return response.end(method === 'HEAD' ? undefined : sent);
}
