import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, folder, packageWithoutLinks, prepared, skipLoudly, start } from '#testing/postgres-launches.ts';

const OTHER_BIN = [process.env.PG_BIN, '/usr/lib/postgresql/15/bin', '/usr/lib/postgresql/16/bin'].find(
  (path) => path !== undefined && existsSync(path),
);

describe('the programs', () => {
  it('get the links that an installation without scripts leaves out', async () => {
    const binDir = packageWithoutLinks(folder());
    const dataDir = prepared();
    await start(dataDir, { binDir });
    expect(existsSync(join(dataDir, 'bin'))).toBe(false);
    expect(readdirSync(join(binDir, '..', 'lib'))).toContain('libpq.so.5');
  });

  it.runIf(OTHER_BIN !== undefined || process.env.CI === 'true')('may be those of another installation', async () => {
    const server = await start(join(folder(), 'postgres'), { binDir: OTHER_BIN ?? '' });
    expect(server.lines.at(-1)).toMatch(/^PostgreSQL 1\d\.\d+ started/);
    await ask(server.adminUrl, 'create extension citext');
    expect(await ask(server.adminUrl, `select upper('é'), 'É'::citext = 'é' as same`)).toEqual(['É', true]);
  });
  if (OTHER_BIN === undefined) skipLoudly('another installation', 'set PG_BIN, or install Debian’s postgresql');

  it('must be there', async () => {
    await expect(start(join(folder(), 'a'), { binDir: folder() })).rejects.toThrow(/There is no PostgreSQL server in/);
  });
});
