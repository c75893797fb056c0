import { once as event } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFiles, type StorageConfig } from '#platform/storage/create-files.ts';

const PDF = new Uint8Array([37, 80, 68, 70, 0, 255, 13, 10]);
const OTHER = new TextEncoder().encode('other');
const [A, B] = ['01930000-0000-7000-8000-00000000000a', '01930000-0000-7000-8000-00000000000b'];

/** What every storage must do. */
function behave(open: () => StorageConfig): void {
  it('gives back what was put, replaces it, and forgets it', async () => {
    const files = createFiles(open(), A);
    expect(await files.get('invoicing/1/invoice.pdf')).toBeNull();
    await files.put('invoicing/1/invoice.pdf', PDF, 'application/pdf');
    expect(await files.get('invoicing/1/invoice.pdf')).toEqual({ content: PDF, contentType: 'application/pdf' });
    await files.put('invoicing/1/invoice.pdf', OTHER, 'text/plain');
    expect(await files.get('invoicing/1/invoice.pdf')).toEqual({ content: OTHER, contentType: 'text/plain' });
    await files.delete('invoicing/1/invoice.pdf');
    await files.delete('invoicing/1/invoice.pdf');
    expect(await files.get('invoicing/1/invoice.pdf')).toBeNull();
  });

  it('keeps studios apart', async () => {
    const config = open();
    await createFiles(config, A).put('logo.png', PDF, 'image/png');
    expect(await createFiles(config, B).get('logo.png')).toBeNull();
    await createFiles(config, B).delete('logo.png');
    expect(await createFiles(config, A).get('logo.png')).not.toBeNull();
  });

  it.each([
    `../${B}/logo.png`,
    'a/../../b',
    '..',
    '/etc/passwd',
    'a//b',
    'a/',
    '.hidden',
    'a/.hidden',
    'A.png',
    'a b',
    'a\0b',
    'a\\b',
    'logo.png@type',
    'é.png',
    '',
    'a'.repeat(513),
  ])('refuses the key “%s”', async (key) => {
    const files = createFiles(open(), A);
    await expect(files.put(key, PDF, 'x/y')).rejects.toThrow('not a storage key');
    await expect(files.get(key)).rejects.toThrow('not a storage key');
    await expect(files.delete(key)).rejects.toThrow('not a storage key');
  });
}

describe('files below the data directory', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'regie-files-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  behave(() => ({ kind: 'local', dataDir }));

  it('are never seen half-written, and leave nothing behind', async () => {
    const files = createFiles({ kind: 'local', dataDir }, A);
    const [ones, twos] = [1, 2].map((byte) => new Uint8Array(2_000_000).fill(byte)) as [Uint8Array, Uint8Array];
    await files.put('big.bin', ones, 'x/y');
    const writing = Promise.all(
      Array.from({ length: 8 }, (_, index) => files.put('big.bin', index % 2 ? ones : twos, 'x/y')),
    );
    for (let look = 0; look < 20; look += 1) {
      const content = (await files.get('big.bin'))?.content ?? new Uint8Array();
      expect(content.length).toBe(2_000_000);
      expect(content[0]).toBe(content.at(-1));
    }
    await writing;
    await files.delete('big.bin');
    expect(readdirSync(join(dataDir, 'files', A)).filter((name) => name.startsWith('big'))).toEqual([]);
  });
});

/** Only as much of S3 as tells whether we ask for the right thing. */
describe('files in a bucket', () => {
  const objects = new Map<string, { body: Buffer; type: string }>();
  const asked: string[] = [];
  let down = false;
  let endpoint = '';
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.push(`${request.method} ${path} ${String(request.headers.authorization).slice(0, 16)}`);
    if (down) return response.writeHead(503).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'PUT')
      objects.set(path, { body: Buffer.concat(chunks), type: String(request.headers['content-type']) });
    if (request.method === 'DELETE') objects.delete(path);
    if (request.method !== 'GET') return response.writeHead(request.method === 'DELETE' ? 204 : 200).end();
    const object = objects.get(path);
    if (!object)
      return response
        .writeHead(404, { 'content-type': 'application/xml' })
        .end('<Error><Code>NoSuchKey</Code></Error>');
    response.writeHead(200, { 'content-type': object.type }).end(object.body);
  });
  const before = { id: process.env.AWS_ACCESS_KEY_ID, secret: process.env.AWS_SECRET_ACCESS_KEY };

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
    server.listen(0, '127.0.0.1');
    await event(server, 'listening');
    endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  });
  afterEach(() => {
    down = false;
    objects.clear();
    asked.length = 0;
  });
  afterAll(() => {
    for (const [name, value] of [
      ['AWS_ACCESS_KEY_ID', before.id],
      ['AWS_SECRET_ACCESS_KEY', before.secret],
    ] as const)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    server.close();
    server.closeAllConnections();
  });

  behave(() => ({ kind: 's3', bucket: 'regie', region: 'auto', endpoint }));

  it('lie below their studio, asked for with a signature', async () => {
    await createFiles({ kind: 's3', bucket: 'regie', region: 'auto', endpoint }, A).put('logo.png', PDF, 'image/png');
    expect(asked).toEqual([`PUT /regie/${A}/logo.png AWS4-HMAC-SHA256`]);
    expect(objects.get(`/regie/${A}/logo.png`)).toEqual({ body: Buffer.from(PDF), type: 'image/png' });
  });

  it('are “unavailable”, not absent, when the store does not answer', async () => {
    down = true;
    const files = createFiles({ kind: 's3', bucket: 'regie', region: 'auto', endpoint }, A);
    await expect(files.get('logo.png')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(files.put('logo.png', PDF, 'image/png')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
