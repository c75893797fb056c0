/**
 * Proves the image where there is no engine to build it: lays out what the Dockerfile's last stage copies in an empty
 * folder, and runs there, with the image's own environment and a PostgreSQL server, the release command, the program and
 * the health check exactly as they are written. `npm run build` comes first. Ends with `N passed, N failed`.
 * `--node <path>` takes another Node, such as the image's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';
import { type Instruction, imageVariables, parseDockerfile } from './check/dockerfile.ts';

const root = resolve(import.meta.dirname ?? '.', '../..');
const node = process.argv[process.argv.indexOf('--node') + 1] ?? process.execPath;
const runtime = process.argv.includes('--node') ? node : process.execPath;
const place = mkdtempSync(join(tmpdir(), 'regie-image-'));
// For the account that PostgreSQL runs as.
chmodSync(place, 0o711);
const image = join(place, 'image');
let passed = 0;
let failed = 0;
/** What was answered last. */
let last = '';

async function prove(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  try {
    await work();
    passed += 1;
    process.stdout.write(`ok      ${Math.round(performance.now() - started)} ms  ${what}\n`);
  } catch (error) {
    failed += 1;
    process.stdout.write(`FAILED  ${what}\n${error instanceof Error ? error.stack : error}\n`);
  }
}

/** What the last stage copies: from the checkout, or from the build stage, whose /app is the checkout here. */
function layOut(instructions: readonly Instruction[]): void {
  for (const { value } of instructions.filter(({ name }) => name === 'COPY')) {
    const words = value.split(/\s+/).filter((word) => !word.startsWith('--'));
    const target = words.pop() ?? '.';
    for (const source of words.map((word) => word.replace(/^\/app\//, ''))) {
      const to = target.endsWith('/') && !source.endsWith('/') ? join(image, target, source) : join(image, target);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(root, source), target === './' ? join(image, source) : to, { recursive: true });
    }
  }
}

/** The words of an instruction in exec form, with the Node under test for `node`. */
function commandOf(instructions: readonly Instruction[], name: string): string[] {
  const value = instructions.findLast((instruction) => instruction.name === name)?.value ?? '[]';
  return execForm(value.slice(value.indexOf('[')));
}

function execForm(json: string): string[] {
  return (JSON.parse(json) as string[]).map((word) => (word === 'node' ? runtime : word));
}

function start([program = runtime, ...args]: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(program, args, { cwd: image, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    if (child.exitCode !== null) done(child.exitCode);
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function expectSuccess(command: readonly string[], env: Record<string, string>): Promise<void> {
  const code = await ended(start(command, env));
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}`);
}

/** Asks until it is so, or the program has ended, or fifteen seconds are over. */
async function eventually(running: ChildProcess, ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await ask().catch(() => false))) {
    if (running.exitCode !== null) throw new Error(`the program ended with ${running.exitCode}`);
    if (Date.now() > deadline) throw new Error(`not within 15 s; at last ${last}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

/** Whether an address gives a page or sends on to one. Not by fetch, which sends no Host of ours. */
function answers(path: string, host = 'localhost', at = port): () => Promise<boolean> {
  return () =>
    new Promise((resolve, reject) => {
      const asked = get({ host: '127.0.0.1', port: at, path, headers: { host } }, (response) => {
        last = String(response.statusCode);
        response.resume();
        resolve((response.statusCode ?? 500) < 400);
      });
      asked.once('error', reject);
    });
}

async function proveProgram(queue: string, env: Record<string, string>): Promise<void> {
  const running = start(commandOf(stage, 'CMD'), env);
  await prove(`${queue}: GET /health/live`, () => eventually(running, answers('/health/live')));
  await prove(`${queue}: GET /health/ready`, () => eventually(running, answers('/health/ready')));
  await prove(`${queue}: GET /health/ready by address`, () =>
    eventually(running, answers('/health/ready', '127.0.0.1')),
  );
  await prove(`${queue}: GET / on the main host`, () => eventually(running, answers('/', 'regie.example')));
  await prove(`${queue}: GET /metrics on a port of its own`, () =>
    eventually(running, answers('/metrics', 'localhost', port + 2)),
  );
  await prove(`${queue}: the health check of the image`, () => expectSuccess(commandOf(stage, 'HEALTHCHECK'), env));
  await prove(`${queue}: SIGTERM ends it cleanly`, async () => {
    running.kill('SIGTERM');
    const code = await Promise.race([ended(running), new Promise<number>((late) => setTimeout(late, 15_000, -1))]);
    running.kill('SIGKILL');
    if (code !== 0) throw new Error(code === -1 ? 'it still ran after 15 s' : `it ended with ${code}`);
  });
}

/** A Redis of this machine's, or null where there is none. */
async function startRedis(): Promise<ChildProcess | null> {
  const options = [
    '--port',
    String(port + 1),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
    '--dir',
    place,
  ];
  const redis = spawn('redis-server', options, { stdio: 'ignore' });
  return new Promise((resolve) => {
    redis.once('error', () => resolve(null));
    redis.once('spawn', () => resolve(redis));
  });
}

const LOAD_ALL = `import { readdirSync } from 'node:fs';
for (const file of readdirSync('dist')) if (file.startsWith('chunk-')) await import(process.cwd() + '/dist/' + file);`;

/** What the program does in worker threads: a file is read, and a document is drawn with the fonts of the image. */
const USE_THREADS = `import { readdirSync } from 'node:fs';
const chunks = readdirSync('dist').filter((file) => file.startsWith('chunk-'));
const loaded = await Promise.all(chunks.map((file) => import(process.cwd() + '/dist/' + file)));
const runInThread = loaded.flatMap((chunk) => Object.values(chunk)).find((value) => value?.name === 'runInThread');
const bytes = new TextEncoder().encode('Nom;Ville\\nAda;Paris\\n');
const { mapping } = await runInThread('imports.inspect', { kind: 'clients', bytes }, { timeoutMs: 10000 });
if (String(mapping.columns) !== 'name,city') throw new Error('read as ' + mapping.columns);
const no = (...names) => Object.fromEntries(names.map((name) => [name, '']));
const seller = { name: 'Studio', address: [], vatRegime: 'normal', ...no('legalForm', 'capital', 'siren', 'siret', 'rcs', 'vatNumber', 'apeCode', 'email', 'phone', 'website', 'iban', 'bic', 'accountHolder', 'latePenalty', 'earlyDiscount') };
const buyer = { name: 'Ada', address: [], deliveryAddress: [], siren: '', vatNumber: '', isBusiness: false };
const invoice = { kind: 'invoice', number: 'F-1', currency: 'EUR', locale: 'fr', issueDate: '2026-10-09', dueDate: '2026-11-09', suppliedFrom: null, suppliedTo: null, lines: [], taxes: [], net: 0n, tax: 0n, gross: 0n, paid: 0n, due: 0n, ...no('reason', 'notes', 'exemption') };
const pdf = await runInThread('invoicing.print', { invoice, seller, buyer, credited: null, logo: null, today: '2026-10-09' }, { timeoutMs: 10000 });
if (new TextDecoder().decode(pdf.subarray(0, 5)) !== '%PDF-') throw new Error('no PDF');
process.exit(0);`;

const instructions = parseDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));
const stage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const port = 20_000 + (process.pid % 5_000) * 3;
const postgres = await startEmbeddedPostgres({ dataDir: join(place, 'postgres'), durable: false });
const database = new URL(postgres.adminUrl);
database.pathname = '/regie_image';
const env: Record<string, string> = {
  ...Object.fromEntries(imageVariables(stage)),
  PATH: process.env.PATH ?? '',
  PORT: String(port),
  REGIE_METRICS_PORT: String(port + 2),
  REGIE_DATA: join(place, 'data'),
  REGIE_URL: 'https://regie.example',
  REGIE_SECRET: 'only-for-this-proof-of-the-image-0000',
  // Nothing listens there, and nothing is sent.
  SMTP_URL: 'smtp://127.0.0.1:9',
  DATABASE_URL: database.href,
};

layOut(stage);
await prove('without its secrets it says what it lacks and does not start', async () => {
  const { REGIE_SECRET: _, ...without } = env;
  if ((await ended(start(commandOf(stage, 'CMD'), without))) === 0) throw new Error('it started');
});
const migrate = [runtime, 'dist/migrate.js'];
await prove('the release command migrates an empty server', () => expectSuccess(migrate, env));
await prove('the release command finds nothing to do the second time', () => expectSuccess(migrate, env));
await prove('every part that is loaded only when needed can be loaded', () =>
  expectSuccess([runtime, '--input-type=module', '-e', LOAD_ALL], env),
);
await prove('worker threads read a file and draw a document', () =>
  expectSuccess([runtime, '--input-type=module', '-e', USE_THREADS], env),
);
await proveProgram('jobs on PostgreSQL', env);
const redis = await startRedis();
if (redis) await proveProgram('jobs on Redis', { ...env, REDIS_URL: `redis://127.0.0.1:${port + 1}` });
else process.stdout.write('SKIPPED jobs on Redis: there is no redis-server here\n');

redis?.kill('SIGKILL');
await postgres.stop();
rmSync(place, { recursive: true, force: true });
process.stdout.write(`image: ${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
