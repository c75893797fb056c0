import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Assets, condense, createAssets } from '#platform/http/assets.ts';

const root = mkdtempSync(join(tmpdir(), 'regie-static-'));
const script = `console.log(${JSON.stringify('é'.repeat(500))});\n`;
let assets: Assets;
let app: Hono;

beforeAll(() => {
  mkdirSync(join(root, 'css'));
  for (const folder of ['js', 'js/staff', 'js/components', 'vendor']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'css/base.css'), '/* base */');
  writeFileSync(join(root, 'css/tokens.css'), '/* tokens */');
  writeFileSync(join(root, 'css/calendar.css'), '/* calendar */');
  writeFileSync(join(root, 'js/app.js'), script);
  writeFileSync(join(root, 'js/staff/toasts.js'), '/*\n * Toasts.\n */\nconst url = "https://x";');
  writeFileSync(join(root, 'js/staff/focus.js'), '{\n  // Kept.\n  focus();\n}\n');
  writeFileSync(join(root, 'js/components/lines.js'), 'lines();\n');
  writeFileSync(join(root, 'vendor/htmx.js'), '/* htmx, 0BSD */\n');
  writeFileSync(join(root, 'vendor/alpine-csp.js'), '/* Alpine, MIT */\n');
  writeFileSync(join(root, 'dot.png'), Buffer.from([0x89, 0x50]));
  writeFileSync(join(root, 'notes.md'), 'not served');
  assets = createAssets(root);
  app = new Hono().get('/static/*', assets.handler);
});

afterAll(() => rmSync(root, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe('addresses', () => {
  test('carry the content’s hash, and change with it', () => {
    const before = assets.asset('js/app.js');
    expect(before).toMatch(/^\/static\/js\/app\.[0-9a-f]{8}\.js$/);
    writeFileSync(join(root, 'js/app.js'), `${script}// more`);
    expect(createAssets(root).asset('js/app.js')).not.toBe(before);
    writeFileSync(join(root, 'js/app.js'), script);
  });

  test('of what is not there are a mistake', () => {
    expect(() => assets.asset('js/ap.js')).toThrow('js/ap.js');
    expect(() => assets.asset('notes.md')).toThrow();
    expect(() => assets.asset('../package.json')).toThrow();
  });

  test('of the design system’s sheets are one, in their order', async () => {
    const answer = await get(assets.asset('app.css'));
    expect(await answer.text()).toBe('/* tokens *//* base */');
    expect(() => assets.asset('css/base.css')).toThrow();
    expect(assets.asset('css/calendar.css')).toMatch(/^\/static\/css\/calendar\./);
  });

  test('of what staff pages need are one a kind, and a module’s rules stay on its pages', async () => {
    const sheet = await (await get(assets.asset('css/staff.css'))).text();
    expect(sheet).toBe(':where([data-sheets~="calendar"]) {\n/* calendar */}\n');
  });

  test('of scripts in a folder are one, without their comments, lines and spaces, beside what they work with', async () => {
    const text = async (name: string) => (await get(assets.asset(name))).text();
    expect(await text('js/staff.js')).toBe('/* htmx, 0BSD */\n{focus();}\nconst url="https://x";\n');
    expect(await text('js/components.js')).toBe('lines();\n/* Alpine, MIT */\n');
    expect(() => assets.asset('js/staff/focus.js')).toThrow();
  });
});

describe('condensed scripts', () => {
  const program = async (code: string) => (await transform(code, { minify: true })).code;
  const folder = fileURLToPath(new URL('../../../static/js/', import.meta.url));
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));

  test.each(scripts)('are the same program: %s', async (file) => {
    const code = readFileSync(folder + file, 'utf8');
    expect(await program(condense(code))).toBe(await program(code));
  });

  test('keep texts, patterns and what has to stand apart', async () => {
    const code = `const a = (b, c) => {
  // gone
  if (/[/ ] {2}/g.test(b)) return typeof c === 'a  b' ? b / c : "x  y";
  else return b - -c + +b;
};
`;
    const expected = `const a=(b,c)=>{if(/[/ ] {2}/g.test(b))return typeof c==='a  b'?b / c:"x  y";else return b - -c + +b;};\n`;
    expect(condense(code)).toBe(expected);
    expect(await program(expected)).toBe(await program(code));
  });
});

describe('answers', () => {
  test('are for ever, typed and not sniffed', async () => {
    const answer = await get(assets.asset('js/app.js'));
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      'content-length': String(Buffer.byteLength(script)),
    });
    expect(answer.headers.has('content-encoding')).toBe(false);
    expect(await answer.text()).toBe(script);
  });

  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, gzip', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0,gzip;q=1.0', 'gzip'],
    ['GZIP', 'gzip'],
    ['xbr', null],
    ['identity', null],
    ['gzip;q=0', null],
  ])('to Accept-Encoding "%s" come as %s', async (accepted, encoding) => {
    const answer = await get(assets.asset('js/app.js'), { 'accept-encoding': accepted });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    const body = Buffer.from(await answer.arrayBuffer());
    const plain = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
    expect(plain.toString()).toBe(script);
    expect(answer.headers.get('content-length')).toBe(String(body.byteLength));
  });

  test('leave pictures as they are', async () => {
    const answer = await get(assets.asset('dot.png'), { 'accept-encoding': 'br' });
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.headers.get('content-type')).toBe('image/png');
  });

  test('are 304 when the browser has them in that encoding', async () => {
    const path = assets.asset('js/app.js');
    const etag = (await get(path, { 'accept-encoding': 'br' })).headers.get('etag') ?? '';
    const again = await get(path, { 'accept-encoding': 'br', 'if-none-match': `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
  });

  test('to HEAD are the headers alone', async () => {
    const answer = await app.request(assets.asset('js/app.js'), { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(script)));
    expect(await answer.text()).toBe('');
  });

  test.each([
    '/static/js/app.js',
    '/static/js/app.00000000.js',
    '/static/',
    '/static/notes.md',
    '/static/../package.json',
    '/static/%2e%2e/package.json',
    '/static/..%2fpackage.json',
    '/static/constructor',
    '/static/__proto__',
  ])('to %s are 404', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
