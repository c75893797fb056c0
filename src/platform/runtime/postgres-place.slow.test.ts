import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  AS_ROOT,
  ask,
  folder,
  kill,
  leftovers,
  packageWithoutLinks,
  prepared,
  serverPid,
  skipLoudly,
  start,
  startElsewhere,
} from '#testing/postgres-launches.ts';

const nobody = AS_ROOT ? Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })) : 0;
const reading = [process.execPath, fileURLToPath(import.meta.url)].map((path) => ['test', '-r', path]);
const USER_READS =
  AS_ROOT && reading.every(([command = '', ...args]) => spawnSync(command, args, { uid: nobody }).status === 0);
if (!AS_ROOT) skipLoudly('starting as root', 'these tests run as an ordinary user');
else if (!USER_READS) skipLoudly('starting as an ordinary user', 'nobody may not read the project or Node');

describe.runIf(AS_ROOT)('started as root', () => {
  it('runs under another account, which only has the cluster', async () => {
    const dataDir = join(folder(), 'postgres');
    await start(dataDir);
    const { uid } = statSync(join(dataDir, 'cluster'));
    expect(uid).not.toBe(0);
    expect(statSync(`/proc/${serverPid(dataDir)}`).uid).toBe(uid);
    const others = readdirSync(dataDir).filter((name) => name !== 'cluster');
    expect(others.map((name) => statSync(join(dataDir, name)).uid)).toEqual(others.map(() => 0));
  });

  it('takes the programs out of a closed project', async () => {
    const binDir = packageWithoutLinks(folder(0o700));
    const dataDir = join(folder(), 'postgres');
    mkdirSync(join(dataDir, 'bin', 'old'), { recursive: true });
    const server = await start(dataDir, { binDir });
    expect(await ask(server.adminUrl, 'create extension pg_trgm')).toEqual([]);
    expect(readdirSync(join(dataDir, 'bin'))).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
  });

  it('keeps the cluster elsewhere when the data directory is in a closed place', async () => {
    const dataDir = join(folder(0o700), 'postgres');
    const first = await start(dataDir);
    const base = readFileSync(join(dataDir, 'location'), 'utf8').trim();
    leftovers.push(() => rmSync(base, { recursive: true }));
    await ask(first.adminUrl, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start(dataDir);
    expect(await ask(second.adminUrl, 'select answer from kept')).toEqual([42]);
    await second.stop();
  });

  it('lets its account in whatever the umask', async () => {
    const outer = folder();
    const umask = process.umask(0o077);
    try {
      const server = await start(join(outer, '.data', 'postgres'));
      expect(server.lines).toEqual([expect.stringMatching(/started/)]);
    } finally {
      process.umask(umask);
    }
  });

  it('says which folder is closed when the cluster is there already', async () => {
    const outer = folder();
    mkdirSync(join(outer, 'inner'));
    const dataDir = prepared(join(outer, 'inner'));
    chmodSync(outer, 0o700);
    await expect(start(dataDir)).rejects.toThrow(new RegExp(`cannot enter ${outer}\\. `));
  });

  it('takes back what was restored as root', async () => {
    const dataDir = prepared();
    execFileSync('chown', ['-R', '0:0', dataDir]);
    expect(await ask((await start(dataDir)).adminUrl, 'select 1 as it')).toEqual([1]);
  });
});

describe.runIf(USER_READS)('started as an ordinary user', () => {
  function folderOfNobody(): string {
    const path = folder(0o700);
    chownSync(path, nobody, nobody);
    return path;
  }

  it('makes, serves and stops', async () => {
    const dataDir = join(folderOfNobody(), 'postgres');
    const child = await startElsewhere({ dataDir }, nobody);
    expect(await ask(child.url, 'select 1 as it')).toEqual([1]);
    expect(statSync(`/proc/${serverPid(dataDir)}`).uid).toBe(nobody);
    await child.finish();
    expect(existsSync(join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('shares its directory with root and gets it back', async () => {
    const dataDir = join(folderOfNobody(), 'postgres');
    await (await startElsewhere({ dataDir }, nobody)).finish();
    const asRoot = await start(dataDir);
    const meanwhile = await startElsewhere({ dataDir }, nobody);
    expect(meanwhile.url).toBe(asRoot.adminUrl);
    await asRoot.stop();
    expect(await ask(meanwhile.url, 'select 1 as it')).toEqual([1]);
    await meanwhile.finish();
    await (await startElsewhere({ dataDir }, nobody)).finish();
  });

  it('copies the programs when their links are missing in a read-only checkout', async () => {
    const binDir = packageWithoutLinks(folder());
    const dataDir = join(folderOfNobody(), 'postgres');
    const child = await startElsewhere({ dataDir, binDir }, nobody);
    expect(readdirSync(join(dataDir, 'bin'))).toHaveLength(1);
    expect(readdirSync(join(binDir, '..', 'lib'))).not.toContain('libpq.so.5');
    await child.finish();
  });

  it('says so when the data directory belongs to another user', async () => {
    const dataDir = prepared();
    await expect(startElsewhere({ dataDir }, nobody)).rejects.toThrow(
      /cannot be used: EACCES.*Start as the user whose/,
    );
  });

  it('finds its directory through a link', async () => {
    const dataDir = join(folderOfNobody(), 'postgres');
    const link = join(folder(), 'link');
    symlinkSync(dataDir, link);
    mkdirSync(dataDir);
    chownSync(dataDir, nobody, nobody);
    await kill(await startElsewhere({ dataDir: link }, nobody));
    const adopted = await startElsewhere({ dataDir: link }, nobody);
    expect(adopted.lines).toEqual([expect.stringContaining('left behind')]);
    await adopted.finish();
  });
});
