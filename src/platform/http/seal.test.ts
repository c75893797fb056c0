/** What goes over the wire is the same whatever shape it has: compressed or not, asked for by GET or HEAD. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { aClient } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

/** Characters: from here on a page is packed as a stream. */
const LONG = 131_072;

let studio: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  const admin = await studio.as('admin');
  for (const name of ['Élodie Œuvre 🎛', 'Noé']) await aClient(admin, { name });
});

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  owner.request(path, { method, headers: { accept: 'text/html', ...headers } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

/** Those that change from answer to answer, and those that say how it is packed. */
const PACKING = ['x-request-id', 'content-encoding', 'content-length'];
const rest = ({ headers }: Response) => [...headers].filter(([name]) => !PACKING.includes(name));

describe('a page', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip, deflate', gunzipSync],
    ['br;q=0, gzip', gunzipSync],
  ])('is the same text and headers for %s', async (accepted, unpack) => {
    const plain = await ask('/clients');
    const packed = await ask('/clients', { 'accept-encoding': accepted });
    expect(packed.headers.get('content-encoding')).toBe(unpack === gunzipSync ? 'gzip' : 'br');
    expect(unpack(await bytesOf(packed)).toString()).toBe(await plain.text());
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(rest(packed)).toEqual(rest(plain));
    expect(plain.headers.get('vary')).toBe('HX-Request, Cookie, Accept-Encoding');
    expect(plain.headers.get('cache-control')).toBe('no-store');
  });

  test('has the headers for HEAD, and no body', async () => {
    const [get, head] = [await ask('/clients'), await ask('/clients', {}, 'HEAD')];
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(rest(head)).toEqual(rest(get));
  });

  test('carries the cookies that its handler set, each by itself', async () => {
    await owner.post('/clients', { name: 'Zoé', kind: 'person' });
    const page = await ask('/clients', { 'accept-encoding': 'br' });
    expect(page.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-flash=; Max-Age=0/)]);
    expect(brotliDecompressSync(await bytesOf(page)).toString()).toContain('class="flash ok"');
  });
});

describe('other answers', () => {
  test('are packed on the way, and say that they depend on what was accepted', async () => {
    const path = '/clients/export.csv';
    const [plain, packed] = [await ask(path), await ask(path, { 'accept-encoding': 'br' })];
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('vary')).toContain('Accept-Encoding');
    expect(brotliDecompressSync(await bytesOf(packed))).toEqual(await bytesOf(plain));
    expect(packed.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a long page is a stream of the same text', async () => {
    const admin = await studio.as('admin');
    // Five characters each, once they are escaped.
    const long = '&'.repeat(199);
    for (let index = 0; index < 50; index += 1)
      await aClient(admin, { name: `${index} `, artistName: long, city: long, phone: long });
    const [plain, packed] = [await ask('/clients'), await ask('/clients', { 'accept-encoding': 'br' })];
    const text = await plain.text();
    expect(text.length).toBeGreaterThan(LONG);
    expect(brotliDecompressSync(await bytesOf(packed)).toString()).toBe(text);
  });
});

test('two hundred pages at once, packed every way, are each their own', async () => {
  const visitors = await Promise.all((['owner', 'admin', 'manager', 'user'] as const).map((role) => studio.as(role)));
  const pages = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const [visitor, br] = [visitors[index % 4] as Visitor, index % 3 > 0];
      const headers = { accept: 'text/html', ...(br && { 'accept-encoding': 'br' }) };
      const response = await visitor.request(`/clients?q=${index}`, { headers });
      const body = await bytesOf(response);
      return (br ? brotliDecompressSync(body) : body).toString();
    }),
  );
  const roles = ['owner', 'admin', 'manager', 'user'];
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`name="q" value="${index}"`);
    expect(page).toContain(studio.members[roles[index % 4] as 'owner'].name);
  }
});
