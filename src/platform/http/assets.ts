/** Static files: read once, named by their content, compressed when first asked for. What is not in the list does not exist. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';

/** The design system's sheets, served together in this order as app.css. */
const APP_CSS = ['tokens', 'reset', 'base', 'layout', 'forms', 'components', 'tables', 'utilities'].map(
  (name) => `css/${name}.css`,
);

/** What the clients' pages have for themselves; the other sheets in css/ are the staff's. */
const PORTAL_CSS = 'css/portal.css';

/** Scripts that are served as one file: a page may ask for few, and one concern is one source file in `folder`. */
const SCRIPTS = [
  // What staff pages run, the calendar's among it, so that it is there when the calendar is the next page.
  { served: 'js/staff.js', first: ['vendor/htmx.js'], folder: 'js/staff/', last: [] },
  // Components register themselves before Alpine starts, which it does when it is read.
  { served: 'js/components.js', first: [], folder: 'js/components/', last: ['vendor/alpine-csp.js'] },
  // For the few pages that ask for a passkey.
  { served: 'js/passkeys.js', first: ['vendor/webauthn.js'], folder: 'js/passkeys/', last: [] },
] as const;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Formats that are compressed already. */
const DENSE = new Set(['.png', '.woff2']);

type Encoding = 'br' | 'gzip' | 'identity';

interface File {
  readonly type: string;
  readonly hash: string;
  readonly dense: boolean;
  readonly body: Buffer<ArrayBuffer>;
  readonly packed: Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>;
}

export interface Assets {
  /** 'app.css' → '/static/app.1a2b3c4d.css'. @throws when there is no such file: a typing mistake must not reach a page. */
  asset(file: string): string;
  /** Answers GET and HEAD /static/*. */
  handler(c: Context): Promise<Response>;
}

export function createAssets(rootDir: string): Assets {
  const addresses = new Map<string, string>();
  const files = new Map<string, File>();
  for (const [name, body] of readTree(rootDir)) {
    const file = describe(name, body);
    const extension = extname(name);
    const address = `/static/${name.slice(0, name.length - extension.length)}.${file.hash}${extension}`;
    addresses.set(name, address);
    files.set(address, file);
  }
  return {
    asset(name) {
      const address = addresses.get(name);
      if (address === undefined) throw new Error(`There is no static file ${name}`);
      return address;
    },
    async handler(c) {
      const file = files.get(c.req.path);
      return file === undefined ? c.notFound() : answer(c, file);
    },
  };
}

function readTree(rootDir: string): Map<string, Buffer<ArrayBuffer>> {
  const tree = new Map<string, Buffer<ArrayBuffer>>();
  for (const entry of readdirSync(rootDir, { recursive: true, withFileTypes: true })) {
    const name = relative(rootDir, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (entry.isFile() && extname(name) in TYPES) tree.set(name, readFileSync(join(rootDir, name)));
  }
  const sheets = take(tree, APP_CSS);
  for (const name of APP_CSS) tree.delete(name);
  const own = [...tree.keys()].filter((name) => name.startsWith('css/') && name !== PORTAL_CSS).sort();
  if (own.length > 0) tree.set('css/staff.css', Buffer.concat(own.map((name) => confine(name, tree.get(name)))));
  if (sheets.length > 0) tree.set('app.css', Buffer.concat(sheets));
  for (const { served, first, folder, last } of SCRIPTS) {
    const own = [...tree.keys()].filter((name) => name.startsWith(folder)).sort();
    if (own.length === 0) continue;
    tree.set(
      served,
      Buffer.concat([
        ...take(tree, first),
        ...take(tree, own).map((script) => Buffer.from(condense(script.toString()))),
        ...take(tree, last),
      ]),
    );
    for (const name of own) tree.delete(name);
  }
  return tree;
}

function take(tree: ReadonlyMap<string, Buffer<ArrayBuffer>>, names: readonly string[]): Buffer<ArrayBuffer>[] {
  return names.map((name) => tree.get(name)).filter((body) => body !== undefined);
}

/** Texts and patterns, which stay as they are. In our style a stroke that divides has a space behind it, one that begins a pattern none. */
const LITERAL =
  /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/(?=[^\s/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*)/;

/**
 * Comments, lines and spaces are for those who read the source. Ours has comments on lines of their own and every semicolon, so a
 * line's end means nothing; a test sees to it that what is left is the same program.
 */
export function condense(script: string): string {
  const code = script.replace(/^[ \t]*(\/\*[\s\S]*?\*\/|\/\/.*)\s*?\n/gm, '');
  const parts = code.split(LITERAL).map((part, index) =>
    index % 2 === 1
      ? part
      : part
          .replace(/\s+/g, ' ')
          .replace(/ ?([{}()[\];,:=<>*&|?!]) ?/g, '$1')
          .replace(/ (?=\.)/g, ''),
  );
  return `${parts.join('').trim()}\n`;
}

/** A module's rules count only on pages that name its sheet, so that modules may use the same words; they weigh no more for it. */
function confine(name: string, body: Buffer<ArrayBuffer> | undefined): Buffer<ArrayBuffer> {
  const module = name.slice('css/'.length, -'.css'.length);
  return Buffer.from(`:where([data-sheets~="${module}"]) {\n${body?.toString() ?? ''}}\n`);
}

function describe(name: string, body: Buffer<ArrayBuffer>): File {
  const extension = extname(name);
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    hash: createHash('sha256').update(body).digest('hex').slice(0, 8),
    dense: DENSE.has(extension),
    body,
    packed: new Map(),
  };
}

async function answer(c: Context, file: File): Promise<Response> {
  const encoding = file.dense ? 'identity' : chooseEncoding(c.req.header('accept-encoding'));
  const etag = `"${file.hash}-${encoding}"`;
  const headers: Record<string, string> = {
    'content-type': file.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    etag,
  };
  if (matches(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  const body = await pack(file, encoding);
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  headers['content-length'] = String(body.byteLength);
  return new Response(c.req.method === 'HEAD' ? null : body, { headers });
}

/** Our order, whatever the client's: brotli, gzip, as it is. A `q=0` refuses. */
function chooseEncoding(accepted = ''): Encoding {
  const offers = accepted.split(',').map((part) => part.trim().toLowerCase());
  const takes = (name: string) =>
    offers.some((offer) => new RegExp(`^${name}(?:\\s*;(?!\\s*q=0(?:\\.0*)?$).*)?$`).test(offer));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : 'identity';
}

function matches(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((part) => part.trim().replace(/^W\//, '') === etag) ?? false;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Once a file and encoding, off the main thread, so the best quality delays no request. */
function pack(file: File, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const known = file.packed.get(encoding);
  if (known !== undefined) return known;
  const packing = compress(file.body, encoding);
  file.packed.set(encoding, packing);
  return packing;
}

async function compress(body: Buffer<ArrayBuffer>, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'br') {
    return brotli(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength } });
  }
  return encoding === 'gzip' ? zip(body, { level: 9 }) : body;
}
