/**
 * `npm test`: everything that can be proved here. Check, then unit and integration tests, then the browser.
 * `npm test -- src/clients` runs only the tests of those files, `--coverage` prints a figure, `--shard=1/3` runs a third.
 * Ends with `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

process.chdir(root);
await ensureInstalled();

const reports = mkdtempSync(join(tmpdir(), 'regie-test-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
/** Files choose what runs; options such as `--coverage` and `--shard=1/3` go to the runner. */
const given = process.argv.slice(2);
const chosen = given.filter((argument) => !argument.startsWith('-'));
const shard = given.find((argument) => argument.startsWith('--shard='));

/** Runs a program with this Node, shows what it says, and keeps it. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['inherit', 'pipe', 'inherit'],
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function add({ passed, failed, skipped = 0 }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

async function check() {
  heading('check');
  const { code, output } = await run(['--import', 'tsx', 'ops/bin/check.ts']);
  const [, passed = 0, failed = code === 0 ? 0 : 1] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
  add({ passed: Number(passed), failed: Number(failed) });
}

async function vitest(name, args) {
  heading(name);
  const report = join(reports, `${name.replaceAll(' ', '-')}.json`);
  const { code } = await run([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
    ...given,
  ]);
  add(readReport(report, code));
}

/** A file that does not load has no tests to count, and still is a failure. */
function readReport(file, code) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'));
    const failed = numFailedTests === 0 && code !== 0 ? 1 : numFailedTests;
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1 };
  }
}

function heading(text) {
  process.stdout.write(`\n── ${text} ${'─'.repeat(60 - text.length)}\n`);
}

try {
  // One shard checks for all of them.
  if (chosen.length === 0 && (!shard || shard.startsWith('--shard=1/'))) await check();
  await vitest('unit and integration tests', ['--project=unit', '--project=integration']);
  await vitest('slow tests', ['--project=slow']);
  await vitest('browser journeys', ['--project=browser', '--no-file-parallelism']);
} finally {
  rmSync(reports, { recursive: true, force: true });
}

const { passed, failed, skipped } = totals;
if (skipped > 0) process.stdout.write(`\nSKIPPED: ${skipped} tests; the lines above say what they lack.\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
