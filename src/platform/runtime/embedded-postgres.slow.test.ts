import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { findBinaries } from '#platform/runtime/postgres-binaries.ts';
import { choosePlace } from '#platform/runtime/postgres-place.ts';
import { lifeOf, lives } from '#platform/runtime/postgres-process.ts';
import { startServer } from '#platform/runtime/postgres-server.ts';
import {
  ask,
  ended,
  folder,
  kill,
  leftovers,
  prepared,
  program,
  serverPid,
  start,
  startElsewhere,
  tell,
} from '#testing/postgres-launches.ts';

describe('a data directory of our own', () => {
  it('is made, serves on the loopback address only, and understands more letters than ASCII', async () => {
    const dataDir = join(folder(), 'deep', 'postgres');
    const server = await start(dataDir, { durable: true });
    expect(server.adminUrl).toMatch(new RegExp(`^postgres://postgres:\\w{48}@127.0.0.1:${server.port}/postgres$`));
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    const settings = ['listen_addresses', 'max_connections', 'fsync', 'data_checksums', 'server_encoding', 'wal_level'];
    const values = settings.map((name) => `current_setting('${name}') as ${name}`).join(', ');
    expect(await ask(server.adminUrl, `select ${values}`)).toEqual(['127.0.0.1', '400', 'on', 'on', 'UTF8', 'replica']);
    const extensions = ['pg_trgm', 'unaccent', 'btree_gist', 'pgcrypto', 'citext'];
    const create = extensions.map((name) => `create extension ${name};`).join('');
    await ask(server.adminUrl, create);
    const letters = `select upper('é'), 'É'::citext = 'é' as same, similarity('été', 'Été'), unaccent('Œuvre')`;
    expect(await ask(server.adminUrl, letters)).toEqual(['É', true, 1, 'OEuvre']);
    const wrong = server.adminUrl.replace(/postgres:\w{48}/, 'postgres:wrong');
    await expect(ask(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is served again with its data, and with the new max_connections', async () => {
    const dataDir = prepared();
    const first = await start(dataDir);
    await ask(first.adminUrl, 'create table kept as select 42 as answer');
    const pid = serverPid(dataDir);
    await first.stop();
    await first.stop();
    expect(lifeOf(pid)).toBeNull();
    const second = await start(dataDir, { maxConnections: 77 });
    expect(await ask(second.adminUrl, 'select answer from kept')).toEqual([42]);
    expect(await ask(second.adminUrl, 'show max_connections')).toEqual(['77']);
  });

  it('runs beside another', async () => {
    const [one, two] = await Promise.all([start(join(folder(), 'a')), start(join(folder(), 'b'))]);
    expect(one.port).not.toBe(two.port);
    expect(await ask(one.adminUrl, 'select 1 as it')).toEqual(await ask(two.adminUrl, 'select 1 as it'));
  });

  it('of another major version is left alone, with advice', async () => {
    const dataDir = join(folder(), 'postgres');
    mkdirSync(join(dataDir, 'cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '16\n');
    await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 16, but the server in .* is 17\.\d+\. Set PG_BIN/);
    expect(readdirSync(join(dataDir, 'cluster'))).toEqual(['PG_VERSION']);
  });

  it('takes another port when the first was taken meanwhile', async () => {
    const dataDir = prepared();
    const [taken, free] = [await start(join(folder(), 'postgres')), await start(dataDir)];
    await free.stop();
    const ports = [taken.port, free.port];
    const place = await choosePlace(dataDir, () => undefined);
    const binaries = await findBinaries(place, undefined);
    const settings = { maxConnections: 20, durable: false };
    expect(await startServer(place, binaries, settings, async () => ports.shift() ?? 0)).toBe(free.port);
    await (await start(dataDir, { maxConnections: 20 })).stop();
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain('could not bind');
  });

  it('tells the end of its log when the server does not start', async () => {
    const dataDir = prepared();
    writeFileSync(join(dataDir, 'cluster', 'postgresql.auto.conf'), 'nonsense = 1\n');
    await expect(start(dataDir)).rejects.toThrow(/unrecognized configuration parameter "nonsense"/);
  });

  it('without its password says so', async () => {
    const dataDir = prepared();
    rmSync(join(dataDir, 'password'));
    await expect(start(dataDir)).rejects.toThrow(/password .* is gone/);
  });
});

describe('after an unhappy end', () => {
  it('the server of a killed process is adopted, and stopped with its new owner', async () => {
    const dataDir = prepared();
    await kill(await startElsewhere({ dataDir }));
    const pid = serverPid(dataDir);
    const server = await start(dataDir);
    expect(server.lines).toEqual([expect.stringContaining('left behind')]);
    expect(serverPid(dataDir)).toBe(pid);
    expect(await ask(server.adminUrl, 'select 1 as it')).toEqual([1]);
    await server.stop();
    expect(lifeOf(pid)).toBeNull();
  });

  it('a server left behind with other settings is started anew', async () => {
    const dataDir = prepared();
    await kill(await startElsewhere({ dataDir, maxConnections: 50 }));
    const pid = serverPid(dataDir);
    const server = await start(dataDir, { maxConnections: 60 });
    expect(lifeOf(pid)).toBeNull();
    expect(await ask(server.adminUrl, 'show max_connections')).toEqual(['60']);
  });

  it('a killed server recovers', async () => {
    const dataDir = prepared();
    const child = await startElsewhere({ dataDir, durable: true });
    await ask(child.url, 'create table kept as select 42 as answer');
    const sql = postgres(child.url, { max: 1 });
    leftovers.push(() => sql.end({ timeout: 1 }));
    await sql`select 1`;
    const busy = sql`select pg_sleep(60)`.catch((error) => error.code);
    await kill(child);
    process.kill(serverPid(dataDir), 'SIGKILL');
    const server = await start(dataDir, { durable: true });
    expect(await busy).toBe('CONNECTION_CLOSED');
    expect(await ask(server.adminUrl, 'select answer from kept')).toEqual([42]);
  });

  it('a process killed while it made the cluster leaves nothing in the way', async () => {
    const dataDir = join(folder(), 'postgres');
    const child = program({ dataDir });
    const making = () => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('draft-'));
    while (!making()) await new Promise((next) => setTimeout(next, 5));
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    expect(existsSync(join(dataDir, 'lock'))).toBe(true);
    const server = await start(dataDir);
    expect(await ask(server.adminUrl, 'select 1 as it')).toEqual([1]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('draft-'))).toEqual([]);
  });

  it('process.exit() takes the server along', async () => {
    const dataDir = prepared();
    const child = await startElsewhere({ dataDir });
    const pid = serverPid(dataDir);
    await tell(child.process, 'exit');
    expect(await ended(pid)).toBe(true);
  });

  it('a server whose data were deleted is stopped all the same', async () => {
    const dataDir = prepared();
    const server = await start(dataDir);
    const life = lifeOf(serverPid(dataDir));
    rmSync(dataDir, { recursive: true });
    await server.stop();
    expect(life).not.toBeNull();
    expect(life !== null && lives(life)).toBe(false);
  });

  it('a stranger who has the pid in postmaster.pid by now is neither taken for the server nor in its way', async () => {
    const dataDir = prepared();
    await kill(await startElsewhere({ dataDir }));
    const pidFile = join(dataDir, 'cluster', 'postmaster.pid');
    const text = readFileSync(pidFile, 'utf8');
    const { uid, gid } = statSync(pidFile);
    const pid = serverPid(dataDir);
    process.kill(pid, 'SIGKILL');
    await ended(pid);
    const stranger = spawn('sleep', ['60'], { uid, gid });
    leftovers.push(() => stranger.kill());
    writeFileSync(pidFile, text.replace(/^\d+/, String(stranger.pid)));
    const server = await start(dataDir);
    expect(serverPid(dataDir)).not.toBe(stranger.pid);
    await server.stop();
    expect(stranger.exitCode).toBeNull();
  });

  it('a copy of a running data directory gets a server of its own', async () => {
    const [dataDir, copy] = [prepared(), join(folder(), 'postgres')];
    const original = await start(dataDir);
    execFileSync('cp', ['-a', dataDir, copy]);
    cpSync(join(copy, 'owners', readdirSync(join(copy, 'owners'))[0] ?? ''), join(copy, 'lock'));
    const second = await start(copy);
    expect(second.port).not.toBe(original.port);
    expect(await ask(second.adminUrl, 'show data_directory')).toEqual([join(copy, 'cluster')]);
    await second.stop();
    expect(existsSync(join(copy, 'cluster', 'postmaster.pid'))).toBe(false);
    expect(await ask(original.adminUrl, 'select 1 as it')).toEqual([1]);
  });
});
