/** Installs what package-lock.json says and node_modules lacks. Runs on a bare checkout: Node's own modules only. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const LOCK = join(root, 'package-lock.json');
/** npm's own record of what it put into node_modules. */
const INSTALLED = join(root, 'node_modules/.package-lock.json');
const OLDEST = [20, 19];

/** Ends the process with a plain sentence when the packages cannot be had. */
export async function ensureInstalled() {
  refuseOldNode();
  if (isComplete()) return;
  const give = await takeTurn();
  try {
    if (!isComplete()) install();
  } finally {
    give();
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [least, leastMinor] = OLDEST;
  if (major > least || (major === least && minor >= leastMinor)) return;
  fail(`Régie needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`);
}

/** Whether every package of the lockfile is there in its version; packages for other machines may be absent. */
function isComplete() {
  if (!existsSync(INSTALLED)) return false;
  if (statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return true;
  const wanted = packagesOf(LOCK);
  const present = packagesOf(INSTALLED);
  return Object.entries(wanted).every(
    ([path, { version, optional, dev }]) =>
      path === '' || present[path]?.version === version || (!present[path] && (optional || (dev && isProduction()))),
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

function isProduction() {
  return process.env.NODE_ENV === 'production';
}

function install() {
  if (!isWritable()) {
    if (!existsSync(INSTALLED)) fail(`The packages are not installed and ${root} cannot be written. Run: npm ci`);
    process.stderr.write(`node_modules is older than package-lock.json and cannot be written; going on with it.\n`);
    return;
  }
  process.stdout.write('Installing packages (npm ci) …\n');
  const npm = process.env.npm_execpath ?? '';
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, stdio: 'inherit' };
  const done = npm.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.error) fail(`npm cannot be started: ${done.error.message}`);
  if (done.status !== 0) fail('npm ci failed; its output is above.');
}

function isWritable() {
  const folder = existsSync(join(root, 'node_modules')) ? join(root, 'node_modules') : root;
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Two starts at once on a fresh checkout: one installs, the other waits. @returns what ends the turn */
async function takeTurn() {
  const place = join(tmpdir(), `regie-install-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
  for (;;) {
    try {
      mkdirSync(place);
      writeFileSync(join(place, 'pid'), String(process.pid));
      const give = () => rmSync(place, { recursive: true, force: true });
      process.once('exit', give);
      return give;
    } catch (error) {
      if (error.code !== 'EEXIST') return () => undefined;
      if (!isHeld(place)) rmSync(place, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

function isHeld(place) {
  try {
    process.kill(Number(readFileSync(join(place, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    // EPERM: it runs and belongs to another user. No file yet: it was made this very moment.
    return (
      error.code === 'EPERM' ||
      (error.code === 'ENOENT' && Date.now() - (statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5_000)
    );
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
