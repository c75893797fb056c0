/** No input of an allowed size holds the event loop longer than 100 ms: all other studios would wait. */
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientReading } from '#clients/imports/reading.ts';
import { importTasks } from '#platform/imports/reader.ts';
import { type Listening, serve } from '#platform/runtime/node.ts';
import { HOSTILE_CARDS, HOSTILE_CSV } from '#testing/hostile-files.ts';
import { type Answered, type Client, leastStandstill, openClient, type Sent } from '#testing/loop-watch.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const LIMIT_MS = 100;
const TRIES = 6;

let studio: TestStudio;
let owner: Visitor;
let listening: Listening;
let client: Client;

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  listening = await serve(studio.installation.app, { port: 0, host: '127.0.0.1' });
  client = openClient(listening.port);
  // Threads start and code is compiled before anything is measured.
  await visit('Nom,Ville\nAda,Paris\n');
  await visit('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n');
});

afterAll(async () => {
  await client?.close();
  await listening?.close(1_000);
});

const EDGE = 'edge-of-the-part';

function send(path: string, field?: string, content?: Uint8Array | string): Promise<Answered> {
  const headers: Record<string, string> = {
    host: new URL(studio.origin).host,
    accept: 'text/html',
    origin: studio.origin,
    'sec-fetch-site': 'same-origin',
    cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  };
  const request: Sent = { path, headers, method: field === undefined ? 'GET' : 'POST' };
  if (field === undefined) return client.send(request);
  if (content === undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    return client.send({ ...request, body: new TextEncoder().encode(field) });
  }
  headers['content-type'] = `multipart/form-data; boundary=${EDGE}`;
  const head = `--${EDGE}\r\nContent-Disposition: form-data; name="${field}"; filename="x"\r\n\r\n`;
  const parts = [Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${EDGE}--\r\n`)];
  return client.send({ ...request, body: new Uint8Array(Buffer.concat(parts)) });
}

/** From upload to the list of clients, as far as a file gets. */
async function visit(content: string): Promise<Answered> {
  const sent = await send('/clients/imports', 'file', content);
  const path = sent.location;
  if (path === null) return sent;
  await send(path);
  const mapping = await send(`${path}/mapping`);
  if (mapping.status === 200) {
    const delimiter = content.startsWith('Nom;') ? '%3B' : '%2C';
    await send(`${path}/mapping`, `encoding=utf-8&delimiter=${delimiter}&hasHeadings=on&column0=name`);
  }
  await send(path);
  await send(`${path}/run`, 'duplicates=skip&leaveOut=on');
  await studio.jobsDone();
  await send(path);
  return sent;
}

describe('a file of clients', () => {
  it.each([...HOSTILE_CSV, ...HOSTILE_CARDS])('$name', { timeout: 240_000 }, async ({ content, said }) => {
    let last: Answered | undefined;
    const held = await leastStandstill(TRIES, LIMIT_MS, async () => {
      last = await visit(content);
    });
    expect(last?.status).toBe(said === null ? 303 : 422);
    expect(held).toBeLessThan(LIMIT_MS);
  });

  it('would hold the loop were it read there', async () => {
    const content = HOSTILE_CSV.find(({ name }) => name === 'twenty thousand clients')?.content ?? '';
    const bytes = new TextEncoder().encode(content);
    const tasks = importTasks({ clients: async () => clientReading });
    const mapping = { encoding: 'utf-8', delimiter: ';', hasHeadings: true, columns: ['name'] } as const;
    const held = await leastStandstill(TRIES, LIMIT_MS, async () => {
      for await (const piece of tasks['imports.read']({ kind: 'clients', bytes, mapping }))
        expect(piece.total).toBeGreaterThanOrEqual(0);
    });
    expect(held).toBeGreaterThan(LIMIT_MS);
  });
});

function chunk(name: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, data, Buffer.alloc(4)]);
}

function png(width: number, height: number, bits: number, empty = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([bits, 6, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(height * (width * (bits / 2) + 1)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...Array<Buffer>(empty).fill(chunk('tEXt', Buffer.alloc(0))),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a logo', () => {
  it.each<[string, Buffer, number]>([
    ['of four million pixels', png(4_000, 1_000, 8), 303],
    ['of two million pixels of 16 bits', png(2_000, 1_000, 16), 303],
    ['of 4000 × 1000 pixels of 16 bits', png(4_000, 1_000, 16), 422],
    ['of empty chunks', png(2, 2, 8, 150_000), 422],
    ['of empty segments', Buffer.from(`ffd8${'ffdb0002'.repeat(490_000)}`, 'hex'), 422],
    ['of one long scan', Buffer.from(`ffd8ffc0000b08000900090101110000ffda0003${'ff00'.repeat(900_000)}`, 'hex'), 422],
  ])('%s', async (_, content, status) => {
    let last: Answered | undefined;
    const held = await leastStandstill(TRIES, LIMIT_MS, async () => {
      last = await send('/settings/logo', 'logo', content);
      await send('/settings/logo');
    });
    expect(last?.status).toBe(status);
    expect(held).toBeLessThan(LIMIT_MS);
  });
});
