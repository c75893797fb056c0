/** What only a socket shows: odd Host headers, limits, slow clients. */
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Env } from '#platform/http/env.ts';
import { type Listening, serve } from '#platform/runtime/node.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

let studio: TestStudio;
let other: TestStudio;
let listening: Listening;

beforeAll(async () => {
  [studio, other] = [await testStudio({ name: 'Alpha' }), await testStudio({ name: 'Beta' })];
  listening = await serve(studio.installation.app, { port: 0, host: '127.0.0.1' });
});
afterAll(() => listening.close(100));

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(listening.port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends bytes as they are and returns everything that came back until the other end closed, or a second of silence. */
async function exchange(lines: readonly string[], body = ''): Promise<string> {
  const socket = await open();
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', (text) => {
    answer += text;
  });
  socket.on('error', () => {});
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  socket.setTimeout(1_500, () => socket.destroy());
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
const request = (target: string, ...headers: string[]) =>
  exchange([`GET ${target} HTTP/1.1`, ...headers, 'Connection: close']);

describe('the Host header', () => {
  test('in odd case, with port and trailing dot is the same studio', async () => {
    for (const host of [
      studio.studio.host,
      studio.studio.host.toUpperCase(),
      `${studio.studio.host}.`,
      `${studio.studio.host}:8080`,
      `${studio.studio.host}.:80`,
    ]) {
      const answer = await request('/login', `Host: ${host}`);
      expect(status(answer), host).toBe(200);
      expect(answer).toContain('Alpha');
    }
  });

  test.each([
    ['two of them', ['Host: a.regie.test', 'Host: b.regie.test']],
    ['none', []],
    ['a list', ['Host: a.regie.test, b.regie.test']],
    ['user info', ['Host: a@b.regie.test']],
    ['an address', ['Host: 127.0.0.1']],
    ['an IPv6 address', ['Host: [::1]']],
    ['an empty one', ['Host: ']],
  ])('%s is refused', async (_, headers) => {
    expect([400, 421]).toContain(status(await request('/login', ...headers)));
  });

  test('an absolute target that names another host is refused, never answered by either', async () => {
    const answer = await request(`http://${other.studio.host}/login`, `Host: ${studio.studio.host}`);
    expect([400, 421]).toContain(status(answer));
    expect(answer).not.toMatch(/Alpha|Beta/);
  });

  test('forwarded headers from strangers mean nothing', async () => {
    const answer = await request(
      '/login',
      `Host: ${studio.studio.host}`,
      `X-Forwarded-Host: ${other.studio.host}`,
      `Forwarded: host=${other.studio.host}`,
    );
    expect(answer).toContain('Alpha');
    expect(answer).not.toContain('Beta');
  });

  test('an unknown one gets a page that says what to do', async () => {
    const answer = await request('/', 'Host: unknown.regie.test');
    expect(status(answer)).toBe(404);
    expect(answer).toContain('Aucun studio ne répond à cette adresse');
  });
});

describe('limits', () => {
  const form = (length: number, ...more: string[]) => [
    'POST /login HTTP/1.1',
    `Host: ${studio.studio.host}`,
    `Origin: http://${studio.studio.host}`,
    'Content-Type: application/x-www-form-urlencoded',
    ...(length >= 0 ? [`Content-Length: ${length}`] : []),
    'Connection: close',
    ...more,
  ];

  test('a body over the limit is 413, announced or in chunks', async () => {
    expect(status(await exchange(form(100_000_000), 'email=x'))).toBe(413);
    const chunk = `${(65_536).toString(16)}\r\n${'a'.repeat(65_536)}\r\n`;
    expect(status(await exchange(form(-1, 'Transfer-Encoding: chunked'), `${chunk.repeat(20)}0\r\n\r\n`))).toBe(413);
  });

  test('ten thousand fields are 413', async () => {
    const body = 'a=1&'.repeat(10_000);
    expect(status(await exchange(form(body.length), body))).toBe(413);
  });

  test('length and chunks together, and a length that is none, are 400', async () => {
    expect(status(await exchange(form(3, 'Transfer-Encoding: chunked'), '0\r\n\r\n'))).toBe(400);
    expect(
      status(
        await exchange([
          'POST /login HTTP/1.1',
          `Host: ${studio.studio.host}`,
          'Content-Length: x',
          'Connection: close',
        ]),
      ),
    ).toBe(400);
  });

  test('headers without end are 431', async () => {
    expect(status(await request('/login', `Host: ${studio.studio.host}`, `X-Long: ${'a'.repeat(1_000_000)}`))).toBe(
      431,
    );
  });
});

describe('a client that goes away in the middle of its body', () => {
  const FORMS = {
    'a form': ['/login', 'application/x-www-form-urlencoded'],
    'an upload': ['/clients/imports', 'multipart/form-data; boundary=x'],
    'an import of many bytes': ['/settings/logo', 'multipart/form-data; boundary=x'],
  } as const;

  test.each(Object.keys(FORMS) as (keyof typeof FORMS)[])('leaves no error in the log: %s', async (name) => {
    const [path, type] = FORMS[name];
    const { cookies } = await studio.as('owner');
    const lines: string[] = [];
    configureLog({ level: 'debug', sink: (line) => lines.push(line) });
    const noise = vi
      .spyOn(console, 'error')
      .mockImplementation((...all) => void lines.push(`"error" ${all.join(' ')}`));
    const socket = await open();
    socket.on('error', () => {});
    socket.write(
      [
        `POST ${path} HTTP/1.1`,
        `Host: ${studio.studio.host}`,
        `Origin: http://${studio.studio.host}`,
        `Cookie: ${[...cookies].map((pair) => pair.join('=')).join('; ')}`,
        `Content-Type: ${type}`,
        'Content-Length: 900000',
        '',
        `--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${'a'.repeat(100_000)}`,
      ].join('\r\n'),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.destroy();
    await vi.waitFor(() => expect(lines.join('')).toContain('http.request'), { timeout: 10_000 });
    noise.mockRestore();
    configureLog({ level: 'info', sink: studio.installation.writes.sink });
    expect(lines.filter((line) => /"(error|warn)"/.test(line))).toEqual([]);
  });
});

test('a client that never finishes its headers is cut off', async () => {
  const socket = await open();
  socket.on('error', () => {});
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  socket.write(`GET / HTTP/1.1\r\nHost: ${studio.studio.host}\r\n`);
  const drip = setInterval(() => socket.write('X-Slow: 1\r\n'), 500);
  const started = Date.now();
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(drip);
  expect(Date.now() - started).toBeLessThan(25_000);
  expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*content-security-policy: default-src 'none'/i);
});

test('answers from below the app carry the headers too, each once', async () => {
  const host = `Host: ${studio.studio.host}`;
  const answers: Readonly<Record<string, Promise<string>>> = {
    '400 no HTTP': exchange(['nothing of the kind']),
    '400 no host': request('/login'),
    '400 two lengths': exchange(['POST /login HTTP/1.1', host, 'Content-Length: 1', 'Content-Length: 2']),
    '400 a target that is no address': request('//', 'Host: a b'),
    '417 an expectation': request('/login', host, 'Expect: miracles'),
    '431 long headers': request('/login', host, `X-Long: ${'a'.repeat(1_000_000)}`),
    '200 health': request('/health/live', host),
    '200 a page': request('/login', host),
    '413 a long form': exchange([
      ...['POST /login HTTP/1.1', host, `Origin: http://${studio.studio.host}`, 'Connection: close'],
      ...['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 100000000'],
    ]),
  };
  for (const [name, pending] of Object.entries(answers)) {
    const head = (await pending).split('\r\n\r\n')[0] ?? '';
    expect(String(status(head)), name).toBe(name.slice(0, 3));
    for (const header of [
      /^content-security-policy: default-src 'none'/gim,
      /^x-content-type-options: nosniff$/gim,
      /^referrer-policy: same-origin$/gim,
      /^cross-origin-resource-policy: same-origin$/gim,
      /^permissions-policy: camera=\(\)/gim,
      /^cache-control: /gim,
    ])
      expect(head.match(header), `${name} ${header}`).toHaveLength(1);
  }
});

test('every answer carries the policy and its request’s id, errors and static files too', async () => {
  for (const [target, host] of [
    ['/login', studio.studio.host],
    ['/nothing-here', studio.studio.host],
    ['/static/nothing.css', studio.studio.host],
    ['/', 'unknown.regie.test'],
    ['/', '127.0.0.1'],
  ] as const) {
    const answer = await request(target, `Host: ${host}`);
    expect(answer, target).toMatch(/content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'/i);
    expect(answer, target).toMatch(/x-content-type-options: nosniff/i);
    expect(answer, target).toMatch(/x-request-id: [0-9a-f-]{36}/i);
    expect(answer, target).not.toMatch(/unsafe-/);
  }
});

test('a process on its way out tells those who are connected to go elsewhere, in answers to come and under way', async () => {
  let answerSlow = () => {};
  const slow = new Promise<void>((resolve) => {
    answerSlow = resolve;
  });
  const app = new Hono<Env>().get('/slow', async (c) => {
    await slow;
    return c.text('slow');
  });
  const leaving = await serve(app, { port: 0, host: '127.0.0.1' });
  const socket = connect(leaving.port, '127.0.0.1').setEncoding('utf8');
  let answers = '';
  socket.on('data', (text) => {
    answers += text;
  });
  const line = 'GET /slow HTTP/1.1\r\nHost: regie.test\r\n\r\n';
  await new Promise((resolve) => socket.write(line, resolve));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const closing = leaving.close(10_000);
  answerSlow();
  await Promise.all([closing, new Promise((resolve) => socket.once('close', resolve))]);
  expect([status(answers), /^connection: close/im.test(answers)]).toEqual([200, true]);
});
