import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Env } from '#platform/http/env.ts';
import { filesHost } from '#platform/http/files-host.ts';
import { createStorage, type Storage, type StorageConfig } from '#platform/storage/create-files.ts';
import { type Files, readBytes, UnsatisfiableRange } from '#platform/storage/files.ts';
import { type Bucket, openBucket } from '#testing/bucket.ts';

const PDF = new Uint8Array([37, 80, 68, 70, 0, 255, 13, 10]);
const OTHER = new TextEncoder().encode('other');
const [A, B] = ['01930000-0000-7000-8000-00000000000a', '01930000-0000-7000-8000-00000000000b'];
const PART = 8_388_608;

function storageOf(config: StorageConfig): Storage {
  const publicUrl = new URL('http://regie.test:3000');
  return createStorage({ config, publicUrl, key: Buffer.from('key'), now: () => new Date() });
}

async function bytesOf(files: Files, key: string): Promise<Uint8Array | null> {
  const file = await files.get(key);
  return file && readBytes(file);
}

/** `count` pieces of a megabyte; with a fault at the end when there is one. */
function streamOf(count: number, fault?: Error): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent === count) return fault ? controller.error(fault) : controller.close();
      controller.enqueue(new Uint8Array(1_000_000).fill(sent));
      sent += 1;
    },
  });
}

/** What every storage must do. */
function behave(open: () => Storage, fetchAddress: (address: string, headers?: object) => Promise<Response>): void {
  const filesOf = (studio: string) => open().filesOf(studio);

  it('gives back what was put, replaces it, and forgets it', async () => {
    const files = filesOf(A);
    const key = 'invoicing/1/invoice.pdf';
    expect([await files.get(key), await files.head(key)]).toEqual([null, null]);
    const stored = await files.put(key, PDF, { contentType: 'application/pdf', fileName: 'Fac\r\nture é"1.pdf' });
    expect(stored).toEqual({ size: 8, sha256: createHash('sha256').update(PDF).digest('hex') });
    const { stream, range, ...info } = (await files.get(key)) ?? expect.fail();
    expect([await readBytes({ stream }), range]).toEqual([PDF, null]);
    expect(info).toMatchObject({ contentType: 'application/pdf', fileName: 'Facture é"1.pdf', size: 8 });
    expect(info.modifiedAt).toBeInstanceOf(Date);
    expect(await files.head(key)).toEqual(info);
    await files.put(key, OTHER, { contentType: 'text/plain' });
    const changed = (await files.head(key)) ?? expect.fail();
    expect(changed).toMatchObject({ contentType: 'text/plain', fileName: null, size: 5 });
    expect(changed.etag).not.toBe(info.etag);
    expect(changed.etag).toMatch(/^"\w+"$/);
    await files.remove(key);
    await files.remove(key);
    expect(await files.get(key)).toBeNull();
  });

  it('takes streams of any length, an empty one too', async () => {
    const files = filesOf(A);
    const metadata = { contentType: 'audio/wav', fileName: 'prise.wav' };
    for (const count of [0, 1, 20]) {
      const { size, sha256 } = await files.put('take.wav', streamOf(count), metadata);
      const content = (await bytesOf(files, 'take.wav')) ?? expect.fail();
      expect([size, content.length]).toEqual([count * 1_000_000, count * 1_000_000]);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      expect(await files.head('take.wav')).toMatchObject({ ...metadata, size });
    }
  });

  it.each([1, 12])('keeps what was there when a stream breaks off after %d MB, and leaves no piece', async (count) => {
    const files = filesOf(A);
    await files.put('broken/off.wav', PDF, { contentType: 'audio/wav' });
    const fault = new Error('the sender went away');
    for (const key of ['broken/off.wav', 'broken/new.wav'])
      await expect(files.put(key, streamOf(count, fault), { contentType: 'audio/wav' })).rejects.toBe(fault);
    expect(await bytesOf(files, 'broken/off.wav')).toEqual(PDF);
    expect((await files.list('broken/')).files.map(({ key }) => key)).toEqual(['broken/off.wav']);
  });

  it('gives ranges', async () => {
    const files = filesOf(A);
    await files.put('range.bin', PDF, { contentType: 'x/y' });
    const read = async (range: { start: number; end?: number } | { last: number }) => {
      const file = (await files.get('range.bin', { range })) ?? expect.fail();
      expect(file.size).toBe(8);
      return [file.range, await readBytes(file)];
    };
    expect(await read({ start: 0, end: 0 })).toEqual([{ start: 0, end: 0 }, PDF.slice(0, 1)]);
    expect(await read({ start: 2, end: 4 })).toEqual([{ start: 2, end: 4 }, PDF.slice(2, 5)]);
    expect(await read({ start: 6 })).toEqual([{ start: 6, end: 7 }, PDF.slice(6)]);
    expect(await read({ start: 6, end: 100 })).toEqual([{ start: 6, end: 7 }, PDF.slice(6)]);
    expect(await read({ last: 3 })).toEqual([{ start: 5, end: 7 }, PDF.slice(5)]);
    expect(await read({ last: 100 })).toEqual([{ start: 0, end: 7 }, PDF]);
    for (const range of [{ start: 8 }, { start: 100, end: 200 }, { last: 0 }])
      await expect(files.get('range.bin', { range })).rejects.toBeInstanceOf(UnsatisfiableRange);
    expect(await files.get('absent.bin', { range: { start: 0 } })).toBeNull();
  });

  it('lists by page, in the order of the keys, below one folder of one studio', async () => {
    const keys = ['list/a-b/c', 'list/a.txt', 'list/a/b', 'list/a/c/d', 'list/a0', 'list/b'];
    for (const key of [...keys, 'lists/x', 'listed']) await filesOf(A).put(key, OTHER, { contentType: 'x/y' });
    await filesOf(B).put('list/b-only', OTHER, { contentType: 'x/y' });
    const files = filesOf(A);
    const all = await files.list('list/');
    expect(all.files.map(({ key, size }) => `${key} ${size}`)).toEqual(keys.map((key) => `${key} 5`));
    expect(all.next).toBeNull();
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page = await files.list('list/', { limit: 2, ...(after ? { after } : {}) });
      expect(page.files.length).toBe(2);
      paged.push(...page.files.map(({ key }) => key));
      after = page.next;
    } while (after);
    expect(paged).toEqual(keys);
    expect((await files.list('list/a/')).files.map(({ key }) => key)).toEqual(['list/a/b', 'list/a/c/d']);
    expect((await files.list('none/')).files).toEqual([]);
    expect((await files.list('', { limit: 1_000 })).files.length).toBeGreaterThanOrEqual(8);
    for (const prefix of ['../', `../${B}/`, '/', 'a', 'list/../', './'])
      await expect(files.list(prefix)).rejects.toThrow('not a storage key');
    for (const limit of [0, -1, 1_001, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(files.list('', { limit })).rejects.toThrow('not a limit');
    await expect(files.list('', { after: '../x' })).rejects.toThrow('not a storage key');
  });

  it('signs addresses that a browser can open', async () => {
    const files = filesOf(A);
    await files.put('bounce/mix.wav', PDF, { contentType: 'audio/wav', fileName: 'Mix.wav' });
    const options = { expiresInSeconds: 60, disposition: 'attachment', fileName: 'Été "1".wav' } as const;
    const response = await fetchAddress(await files.signedAddress('bounce/mix.wav', options));
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PDF);
    expect(response.headers.get('content-type')).toBe('audio/wav');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="_t_ _1_.wav"; filename*=UTF-8''%C3%89t%C3%A9%20%221%22.wav`,
    );
    const inline = await files.signedAddress('bounce/mix.wav', { expiresInSeconds: 60, disposition: 'inline' });
    const part = await fetchAddress(inline, { range: 'bytes=1-3' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1-3/8']);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(PDF.slice(1, 4));
    expect(part.headers.get('content-disposition')).toMatch(/^inline; filename="mix.wav"/);
    for (const expiresInSeconds of [0, -1, 604_801, 1.5, Number.NaN])
      await expect(files.signedAddress('bounce/mix.wav', { expiresInSeconds, disposition: 'inline' })).rejects.toThrow(
        'not a lifetime',
      );
  });

  it('keeps studios apart', async () => {
    await filesOf(A).put('logo.png', PDF, { contentType: 'image/png' });
    expect([await filesOf(B).get('logo.png'), await filesOf(B).head('logo.png')]).toEqual([null, null]);
    await filesOf(B).remove('logo.png');
    expect(await filesOf(A).get('logo.png')).not.toBeNull();
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
    'a%2e%2e',
    'logo.png@file',
    'é.png',
    '',
    'a'.repeat(201),
    `${'a/'.repeat(256)}b`,
  ])('refuses the key “%s”', async (key) => {
    const files = filesOf(A);
    const address = { expiresInSeconds: 60, disposition: 'inline' } as const;
    await expect(files.put(key, PDF, { contentType: 'x/y' })).rejects.toThrow('not a storage key');
    await expect(files.get(key)).rejects.toThrow('not a storage key');
    await expect(files.head(key)).rejects.toThrow('not a storage key');
    await expect(files.remove(key)).rejects.toThrow('not a storage key');
    await expect(files.signedAddress(key, address)).rejects.toThrow('not a storage key');
  });

  it.each(['', 'text', 'text/html\r\nset-cookie: a=b', 'text/plain, text/html', 'é/x'])(
    'refuses the content type “%s”',
    async (contentType) => {
      await expect(filesOf(A).put('typed', PDF, { contentType })).rejects.toThrow('not a content type');
    },
  );
}

describe('files below the data directory', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'regie-files-'));
  const storage = storageOf({ kind: 'local', dataDir });
  const host = filesHost(storage);
  const app = new Hono<Env>().all('*', (c) => host?.answer(c) ?? c.notFound());
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  behave(
    () => storage,
    async (address, headers = {}) => {
      expect(new URL(address).origin).toBe('http://files.regie.test:3000');
      return app.request(address, { headers: { ...headers } });
    },
  );

  it('are never seen half-written, and leave nothing behind', async () => {
    const files = storage.filesOf(A);
    const put = (byte: number) =>
      files.put('big/big.bin', new Uint8Array(2_000_000).fill(byte), { contentType: `x/type-${byte}` });
    await put(1);
    const writing = Promise.all(Array.from({ length: 8 }, (_, index) => put(1 + (index % 2))));
    for (let look = 0; look < 20; look += 1) {
      const file = (await files.get('big/big.bin')) ?? expect.fail();
      const content = await readBytes(file);
      expect(content.length).toBe(2_000_000);
      expect([content[0], file.contentType]).toEqual([content.at(-1), `x/type-${content[0]}`]);
    }
    await writing;
    expect(readdirSync(join(dataDir, 'files', A, 'big'))).toEqual(['big.bin@file']);
    await expect(files.put('big/big.bin', streamOf(3, new Error('gone')), { contentType: 'x/y' })).rejects.toThrow();
    expect(readdirSync(join(dataDir, 'files', A, 'big'))).toEqual(['big.bin@file']);
    await files.remove('big/big.bin');
    expect(readdirSync(join(dataDir, 'files', A, 'big'))).toEqual([]);
  });
});

describe('files in a bucket', () => {
  let bucket: Bucket;
  const before = { id: process.env.AWS_ACCESS_KEY_ID, secret: process.env.AWS_SECRET_ACCESS_KEY };
  const open = () => storageOf({ kind: 's3', bucket: 'regie', region: 'auto', endpoint: bucket.endpoint });

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
    bucket = await openBucket();
  });
  afterEach(() => {
    expect(bucket.uploads.size).toBe(0);
    expect(bucket.largest).toBeLessThanOrEqual(PART);
    bucket.clear();
  });
  afterAll(() => {
    for (const [name, value] of [
      ['AWS_ACCESS_KEY_ID', before.id],
      ['AWS_SECRET_ACCESS_KEY', before.secret],
    ] as const)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    bucket.close();
  });

  behave(open, (address, headers = {}) => fetch(address, { headers: { ...headers } }));

  it('lie below their studio, asked for with a signature', async () => {
    await open().filesOf(A).put('logo.png', PDF, { contentType: 'image/png' });
    expect(bucket.asked).toEqual([`PUT /regie/${A}/logo.png AWS4-HMAC-SHA256`]);
    expect(bucket.objects.get(`/regie/${A}/logo.png`)).toMatchObject({ body: Buffer.from(PDF), type: 'image/png' });
  });

  it('have addresses of the bucket, and no host of ours', async () => {
    expect(filesHost(open())).toBeNull();
    const options = { expiresInSeconds: 90, disposition: 'attachment' } as const;
    const address = new URL(await open().filesOf(A).signedAddress('logo.png', options));
    expect(address.origin + address.pathname).toBe(`${bucket.endpoint}/regie/${A}/logo.png`);
    expect(address.searchParams.get('X-Amz-Expires')).toBe('90');
    expect(address.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are “unavailable”, not absent, when the store does not answer', async () => {
    bucket.down = true;
    const files = open().filesOf(A);
    const unavailable = { code: 'unavailable' };
    await expect(files.get('logo.png')).rejects.toMatchObject(unavailable);
    await expect(files.head('logo.png')).rejects.toMatchObject(unavailable);
    await expect(files.list('')).rejects.toMatchObject(unavailable);
    await expect(files.put('logo.png', PDF, { contentType: 'image/png' })).rejects.toMatchObject(unavailable);
    await expect(files.put('logo.png', streamOf(2), { contentType: 'image/png' })).rejects.toMatchObject(unavailable);
  });
});
