/**
 * `node --import tsx ops/bin/deno-smoke.ts <deno>`: production runs on Node, and Deno must be able to. Types of the whole
 * program, the laws and two sets of tests, and the program itself with the embedded server. Ends with `N passed, N failed`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? '.', '../..');
const [deno = 'deno'] = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), 'regie-deno-'));
// For the account that PostgreSQL runs as.
chmodSync(place, 0o711);
const port = 20_000 + (process.pid % 20_000);
let passed = 0;
let failed = 0;

function run(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(deno, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    if (child.exitCode !== null) done(child.exitCode);
    child.once('exit', (code) => done(code ?? 1));
  });
}

function count(what: string, good: number, bad: number): void {
  passed += good;
  failed += bad;
  process.stdout.write(`${bad === 0 ? 'ok    ' : 'FAILED'}  ${what}\n`);
}

async function checkTypes(): Promise<void> {
  const code = await ended(run(['check', '--quiet', 'src/main.ts']));
  count('deno check src/main.ts', code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

async function runTests(files: readonly string[]): Promise<void> {
  const report = join(place, 'report.json');
  // Deno runs properties and patterns several times slower.
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--testTimeout=120000'];
  const code = await ended(run(['run', '-A', 'node_modules/vitest/vitest.mjs', 'run', ...options, ...files]));
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  count(`tests of ${files.join(', ')}`, numPassedTests ?? 0, Math.max(numFailedTests ?? 0, code === 0 ? 0 : 1));
}

async function answers(path: string): Promise<boolean> {
  const response = await fetch(`http://localhost:${port}${path}`).catch(() => null);
  return response?.ok ?? false;
}

async function startProgram(): Promise<void> {
  const env = { PORT: String(port), REGIE_DATA: join(place, 'data'), REGIE_DEMO: '0', REGIE_LOG: 'warn' };
  const program = run(['run', '-A', 'src/main.ts'], env);
  const deadline = Date.now() + 30_000;
  while (program.exitCode === null && Date.now() < deadline && !(await answers('/health/live')))
    await new Promise((next) => setTimeout(next, 100));
  for (const path of ['/health/live', '/health/ready', '/']) {
    const ok = await answers(path);
    count(`GET ${path}`, ok ? 1 : 0, ok ? 0 : 1);
  }
  program.kill('SIGTERM');
  const late = setTimeout(() => program.kill('SIGKILL'), 20_000);
  const code = await ended(program);
  clearTimeout(late);
  count('SIGTERM ends it cleanly', code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

try {
  await checkTypes();
  await runTests(['src/laws.test.ts', 'src/clients', 'src/platform/format', 'src/platform/runtime/threads.test.ts']);
  await startProgram();
} finally {
  rmSync(place, { recursive: true, force: true });
}
process.stdout.write(`deno: ${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
