/** A fresh clone: `ops/bin/start.mjs` in a folder of its own, with an npm that only writes down what it was asked. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const checkout = resolve(import.meta.dirname, '../..');
let root: string;
/** Root may write everywhere, so the tests start what they start as an ordinary user. */
const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const LOCKED = {
  packages: {
    '': {},
    'node_modules/tsx': { version: '1.0.0' },
    'node_modules/far': { version: '1.0.0', optional: true },
  },
};

/** Replaces npm: puts in place a `tsx` that does nothing, and its record. */
const NPM = `
const fs = require('node:fs');
fs.appendFileSync('asked', process.argv.slice(2, 3).join() + '\\n');
if (process.env.BREAK_NPM) process.exit(7);
fs.mkdirSync('node_modules/tsx', { recursive: true });
fs.writeFileSync('node_modules/tsx/package.json', '{ "name": "tsx", "main": "index.js" }');
fs.writeFileSync('node_modules/tsx/index.js', '');
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/tsx': { version: process.env.INSTALL ?? '1.0.0' } } }));`;

const MAIN = `
process.on('SIGTERM', () => process.exit(42));
process.stdout.write('running ' + process.pid + '\\n');
if (process.env.END) process.exit(Number(process.env.END));
setInterval(() => undefined, 1000);`;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'regie-clone-')));
  mkdirSync(join(root, 'ops/bin'), { recursive: true });
  mkdirSync(join(root, 'src'));
  mkdirSync(join(root, 'npm'));
  for (const file of ['install.mjs', 'start.mjs']) cpSync(join(checkout, 'ops/bin', file), join(root, 'ops/bin', file));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(LOCKED));
  writeFileSync(join(root, 'npm/package.json'), '{ "type": "commonjs" }');
  writeFileSync(join(root, 'npm/npm-cli.js'), NPM);
  // Nothing here compiles TypeScript, so the program is replaced by plain JavaScript.
  writeFileSync(join(root, 'src/main.mjs'), MAIN);
  const start = join(root, 'ops/bin/start.mjs');
  writeFileSync(start, readFileSync(start, 'utf8').replace('main.ts', 'main.mjs'));
  if (account.uid) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, root]);
});

afterEach(() => {
  chmodSync(join(root), 0o755);
  rmSync(root, { recursive: true, force: true });
});

const environment = (more: Record<string, string> = {}) => ({
  ...process.env,
  NODE_ENV: '',
  npm_execpath: join(root, 'npm/npm-cli.js'),
  ...more,
});

function startOnce(env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['ops/bin/start.mjs'], {
    cwd: root,
    ...account,
    env: environment({ END: '3', ...env }),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function asked(): number {
  try {
    return readFileSync(join(root, 'asked'), 'utf8').trim().split('\n').length;
  } catch {
    return 0;
  }
}

const touchLock = () => utimesSync(join(root, 'package-lock.json'), new Date(), new Date(Date.now() + 60_000));

describe('npm start', () => {
  it('installs on a fresh clone, runs, and passes the exit code on', () => {
    expect(startOnce()).toMatchObject({ status: 3, stdout: expect.stringMatching(/npm ci[\s\S]+running/) });
    expect(readFileSync(join(root, 'asked'), 'utf8')).toBe('ci\n');
  });

  it('installs once', () => {
    startOnce();
    expect(startOnce().status).toBe(3);
    expect(asked()).toBe(1);
  });

  it('does not install again because a file’s time changed', () => {
    startOnce();
    touchLock();
    startOnce();
    expect(asked()).toBe(1);
  });

  it('installs again when the lockfile wants another version', () => {
    startOnce({ INSTALL: '0.9.0' });
    touchLock();
    startOnce();
    expect(asked()).toBe(2);
  });

  it('says so when npm fails', () => {
    expect(startOnce({ BREAK_NPM: '1' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('npm ci failed'),
    });
  });

  it('refuses a Node that is too old', () => {
    const file = join(root, 'ops/bin/install.mjs');
    writeFileSync(file, readFileSync(file, 'utf8').replace('[20, 19]', '[99, 0]'));
    expect(startOnce()).toMatchObject({ status: 1, stderr: expect.stringContaining('needs Node 99.0') });
  });

  it('runs from a checkout that cannot be written, and explains one that lacks everything', () => {
    chmodSync(root, 0o555);
    expect(startOnce()).toMatchObject({ status: 1, stderr: expect.stringContaining('Run: npm ci') });
    chmodSync(root, 0o755);
    startOnce({ INSTALL: '0.9.0' });
    touchLock();
    chmodSync(join(root, 'node_modules'), 0o555);
    expect(startOnce()).toMatchObject({ status: 3, stderr: expect.stringContaining('going on with it') });
    chmodSync(join(root, 'node_modules'), 0o755);
  });

  it('installs once when two start at the same time', async () => {
    const both = [1, 2].map(
      () =>
        new Promise((done) =>
          spawn(process.execPath, ['ops/bin/start.mjs'], {
            cwd: root,
            ...account,
            env: environment({ END: '3' }),
          }).once('exit', done),
        ),
    );
    expect(await Promise.all(both)).toEqual([3, 3]);
    expect(asked()).toBe(1);
  });

  it('is the program itself: a signal reaches it, and there is no process in between', async () => {
    const child = spawn(process.execPath, ['ops/bin/start.mjs'], { cwd: root, ...account, env: environment() });
    const pid = await new Promise<number>((found) => {
      child.stdout.on('data', (text) => {
        const match = /running (\d+)/.exec(String(text));
        if (match) found(Number(match[1]));
      });
    });
    expect(pid).toBe(child.pid);
    child.kill('SIGTERM');
    expect(await new Promise((done) => child.once('exit', done))).toBe(42);
  });
});
