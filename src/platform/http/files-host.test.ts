/** Local files by signed address, and everything that must not get at them. */
import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, serve } from '#platform/runtime/node.ts';
import type { Scope } from '#platform/scope.ts';
import type { AddressOptions } from '#platform/storage/files.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

const CONTENT = new TextEncoder().encode('0123456789');
const ATTACHED: AddressOptions = { expiresInSeconds: 60, disposition: 'attachment', fileName: 'prise.wav' };
const ORIGIN = 'http://files.regie.test';

let studio: TestStudio;
let other: TestStudio;
let scope: Scope;
let address: string;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  scope = await studio.scope();
  await scope.files.put('sessions/take.wav', CONTENT, { contentType: 'audio/wav' });
  await scope.files.put('sessions/other.wav', new Uint8Array(3), { contentType: 'audio/wav' });
  await (await other.scope()).files.put('secret.txt', CONTENT, { contentType: 'text/plain' });
  address = await scope.files.signedAddress('sessions/take.wav', ATTACHED);
});
afterEach(() => studio.clock.run());

function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = { host: new URL(url).host, ...(init.headers as Record<string, string>) };
  return Promise.resolve(studio.installation.app.fetch(new Request(url, { ...init, headers })));
}

/** The address with other parameters, or another path. */
function changed(changes: Readonly<Record<string, string>>, path?: string): string {
  const url = new URL(address);
  if (path !== undefined) url.pathname = path;
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  return url.href;
}

async function expectProblem(response: Response, status: number, detail: RegExp): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(((await response.json()) as { detail: string }).detail).toMatch(detail);
}

describe('a signed address', () => {
  it('gives the file, with headers that let nothing in it run', async () => {
    expect(address.startsWith(`${ORIGIN}/${studio.studio.id}/sessions/take.wav?`)).toBe(true);
    const response = await ask(address);
    expect([response.status, await response.text()]).toEqual([200, '0123456789']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': '10',
      'content-disposition': `attachment; filename="prise.wav"; filename*=UTF-8''prise.wav`,
      'content-security-policy':
        "default-src 'none'; img-src 'self'; media-src 'self'; frame-ancestors 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache, no-transform',
    });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('answers HEAD, and what a browser has kept', async () => {
    const head = await ask(address, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
    const etag = head.headers.get('etag') ?? '';
    const kept = await ask(address, { headers: { 'if-none-match': etag } });
    expect([kept.status, await kept.text()]).toEqual([304, '']);
  });

  it('is not compressed, which would make its length and its ranges wrong', async () => {
    await scope.files.put('notes.txt', new Uint8Array(20_000).fill(97), { contentType: 'text/plain' });
    const text = await scope.files.signedAddress('notes.txt', ATTACHED);
    const response = await ask(text, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('content-length')).toBe('20000');
  });

  it('of a file that is gone is 404', async () => {
    const absent = await scope.files.signedAddress('sessions/absent.wav', ATTACHED);
    expect((await ask(absent)).status).toBe(404);
    expect((await ask(absent, { method: 'HEAD' })).status).toBe(404);
  });

  it('does not look at cookies', async () => {
    const owner = await studio.as('owner');
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await ask(`${ORIGIN}/${studio.studio.id}/sessions/take.wav`, { headers: { cookie } })).status).toBe(403);
    const response = await ask(address, { headers: { cookie: '__Host-login=forged; __Host-login=twice' } });
    expect([response.status, response.headers.getSetCookie()]).toEqual([200, []]);
  });

  it('ends when it says so', async () => {
    studio.clock.set('2026-06-01T10:00:00Z');
    const short = await scope.files.signedAddress('sessions/take.wav', { ...ATTACHED, expiresInSeconds: 30 });
    studio.clock.set('2026-06-01T10:00:29Z');
    expect((await ask(short)).status).toBe(200);
    studio.clock.set('2026-06-01T10:00:30Z');
    await expectProblem(await ask(short), 410, /expiré/);
  });
});

describe('a range', () => {
  const range = (value: string, more = {}) => ask(address, { headers: { range: value, ...more } });

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-500', '0123456789', 'bytes 0-9/10'],
    ['bytes=9-999999999999999', '9', 'bytes 9-9/10'],
  ])('%s gives these bytes', async (value, text, extent) => {
    const response = await range(value);
    expect([response.status, await response.text()]).toEqual([206, text]);
    expect(response.headers.get('content-range')).toBe(extent);
    expect(response.headers.get('content-length')).toBe(String(text.length));
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0', 'bytes=999999999999999-'])('%s is out of bounds', async (value) => {
    const response = await range(value);
    expect([response.status, await response.text()]).toEqual([416, '']);
    expect(response.headers.get('content-range')).toBe('bytes */10');
  });

  it.each([
    'bytes=5-2',
    'bytes=-',
    'bytes=0-1,4-5',
    'bytes=a-b',
    'lines=0-1',
    'bytes=0-1x',
    `bytes=${'9'.repeat(400)}-`,
  ])('%s is not one range of bytes, so the whole file comes', async (value) => {
    const response = await range(value);
    expect([response.status, await response.text()]).toEqual([200, '0123456789']);
  });

  it('of a file that has changed since gives the whole new one', async () => {
    const etag = (await ask(address)).headers.get('etag') ?? '';
    expect((await range('bytes=0-1', { 'if-range': etag })).status).toBe(206);
    expect((await range('bytes=0-1', { 'if-range': '"older"' })).status).toBe(200);
  });
});

describe('an attack', () => {
  const refused = async (url: string) => expectProblem(await ask(url), 403, /incomplète ou a été modifiée/);

  it('with a forged signature', async () => {
    const given = new URL(address).searchParams.get('signature') ?? '';
    expect(given).toMatch(/^[\w-]{43}$/);
    const flipped = (given[0] === 'A' ? 'B' : 'A') + given.slice(1);
    const forged = [flipped, given.slice(1), given + given, '', 'A'.repeat(43), randomBytes(32).toString('base64url')];
    for (const signature of forged) await refused(changed({ signature }));
    await refused(`${ORIGIN}/${studio.studio.id}/sessions/take.wav`);
    await refused(`${ORIGIN}/`);
  });

  it('with a longer life, another disposition or another name', async () => {
    const later = String(Number(new URL(address).searchParams.get('expires')) + 1);
    for (const changes of [
      { expires: later },
      { expires: 'Infinity' },
      { expires: '' },
      { disposition: 'inline' },
      { name: 'x.html' },
    ])
      await refused(changed(changes as Readonly<Record<string, string>>));
  });

  it('with another key, another studio’s file, or a path that climbs', async () => {
    const [own, foreign] = [studio.studio.id, other.studio.id];
    const paths = [
      `/${own}/sessions/other.wav`,
      `/${foreign}/secret.txt`,
      `/${foreign}/sessions/take.wav`,
      `/${own}/sessions/../../${foreign}/secret.txt`,
      `/${own}/%2e%2e/${foreign}/secret.txt`,
      `/${own}/..%2f${foreign}/secret.txt`,
      `/${own}/sessions/take.wav@file`,
      `/${own}/sessions/take.wav/`,
      `//${own}/sessions/take.wav`,
      `/${own}/sessions/t%61ke.wav`,
      '/../../../../etc/passwd',
    ];
    for (const path of paths) await refused(changed({}, path));
    await expect(scope.files.signedAddress(`../${foreign}/secret.txt`, ATTACHED)).rejects.toThrow('not a storage key');
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('with %s', async (method) => {
    const response = await ask(address, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await ask(address)).status).toBe(200);
  });

  it('on another host, or for pages on this one', async () => {
    const { pathname, search } = new URL(address);
    for (const origin of [studio.origin, other.origin, 'http://regie.test'])
      expect((await ask(origin + pathname + search)).status).toBe(404);
    for (const path of ['/login', '/health/ready', '/static/app.css', '/brand.css', '/sign-up'])
      expect((await ask(ORIGIN + path)).status).toBe(403);
  });
});

describe('over a socket', () => {
  let listening: Listening;
  beforeAll(async () => {
    listening = await serve(studio.installation.app, { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => listening.close(100));

  function raw(path: string, method = 'GET', headers = {}): Promise<{ status: number; length: string; bytes: number }> {
    return new Promise((resolve, reject) => {
      const options = { port: listening.port, host: '127.0.0.1', path, method };
      const sent = httpRequest({ ...options, headers: { host: 'FILES.regie.test.', ...headers } }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, length: response.headers['content-length'] ?? '', bytes }),
        );
      });
      sent.on('error', reject).end();
    });
  }

  it('whole files, ranges and HEAD come with their length', async () => {
    await scope.files.put('long.wav', new Uint8Array(5_000_000), { contentType: 'audio/wav' });
    const { pathname, search } = new URL(await scope.files.signedAddress('long.wav', ATTACHED));
    const path = pathname + search;
    expect(await raw(path)).toEqual({ status: 200, length: '5000000', bytes: 5_000_000 });
    expect(await raw(path, 'HEAD')).toEqual({ status: 200, length: '5000000', bytes: 0 });
    const part = await raw(path, 'GET', { range: 'bytes=1000000-3999999' });
    expect(part).toEqual({ status: 206, length: '3000000', bytes: 3_000_000 });
  });

  it('a path that climbs is refused as it was sent', async () => {
    const { search } = new URL(address);
    const { status } = await raw(`/${studio.studio.id}/../${other.studio.id}/secret.txt${search}`);
    expect(status).toBe(403);
  });
});
