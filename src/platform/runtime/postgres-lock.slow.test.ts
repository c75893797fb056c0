import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '#platform/runtime/embedded-postgres.ts';
import { lifeOf, lives } from '#platform/runtime/postgres-process.ts';
import { ask, folder, kill, prepared, serverPid, start, startElsewhere } from '#testing/postgres-launches.ts';

describe('several processes with one data directory', () => {
  it('started at once share one server until the last of them stops', async () => {
    const dataDir = join(folder(), 'postgres');
    const [one, two, here] = await Promise.all([
      startElsewhere({ dataDir }),
      startElsewhere({ dataDir }),
      start(dataDir),
    ]);
    expect(new Set([one.url, two.url, here.adminUrl]).size).toBe(1);
    const pid = serverPid(dataDir);
    await here.stop();
    await one.finish();
    expect(await ask(two.url, 'select 1 as it')).toEqual([1]);
    expect(serverPid(dataDir)).toBe(pid);
    await two.finish();
    expect(lifeOf(pid)).toBeNull();
    expect(readdirSync(join(dataDir, 'owners'))).toEqual([]);
  });

  it('keep their server when one is killed and another wishes for other settings', async () => {
    const dataDir = prepared();
    const killed = await startElsewhere({ dataDir });
    const here = await start(dataDir);
    await kill(killed);
    const late = await start(dataDir, { maxConnections: 60 });
    expect(late.port).toBe(here.port);
    expect(late.lines.at(-1)).toContain('max_connections is 400');
    const life = lifeOf(serverPid(dataDir));
    await late.stop();
    expect(life !== null && lives(life)).toBe(true);
  });

  it('stop and start through one another without ever losing the server in use', async () => {
    const dataDir = prepared();
    const turn = async () => {
      const server = await startEmbeddedPostgres({ dataDir, durable: false });
      expect(await ask(server.adminUrl, 'select 1 as it')).toEqual([1]);
      await server.stop();
    };
    const turns = async () => {
      for (let left = 5; left > 0; left -= 1) await turn();
    };
    await Promise.all([turns(), turns(), turns()]);
    expect(existsSync(join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);
  });
});
