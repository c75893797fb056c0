/**
 * `npm test`: everything that can be proved here. Check, then the tests: the slow ones, which mostly wait, beside the others.
 * `npm test -- src/clients` runs only the tests of those files, `--coverage` prints a figure, `--shard=1/3` runs a third.
 * Ends with `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
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

/** Runs a program with this Node, shows what it says, at once or in the end, and keeps it. */
function run(args, show = (text) => process.stdout.write(text)) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['inherit', 'pipe', 'inherit'],
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      show(chunk);
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

function vitest(name, args, show) {
  const report = join(reports, `${name}.json`);
  const coverage = given.some((argument) => argument.startsWith('--coverage'));
  const program = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'];
  const reported = [
    `--outputFile.json=${report}`,
    ...(coverage ? [`--coverage.reportsDirectory=${reports}/${name}`] : []),
  ];
  return run([...program, ...reported, ...args, ...given], show).then(({ code, output }) => {
    add(readReport(report, code));
    return output;
  });
}

/** Whole programs that guess, time and start servers: few at a time, so that the others have the cores. */
async function slowTests() {
  const workers = Math.max(1, Math.floor(availableParallelism() / 2));
  return vitest('slow', ['--project=slow', `--maxWorkers=${workers}`], () => undefined);
}

async function otherTests() {
  heading('unit, integration and browser tests');
  await vitest('quick', ['--project=unit', '--project=integration', '--project=browser']);
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
  const [slow] = await Promise.all([slowTests(), otherTests()]);
  heading('slow tests');
  process.stdout.write(slow);
} finally {
  rmSync(reports, { recursive: true, force: true });
}

const { passed, failed, skipped } = totals;
if (skipped > 0) process.stdout.write(`\nSKIPPED: ${skipped} tests; the lines above say what they lack.\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
