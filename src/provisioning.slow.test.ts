/** Many studios wanted at once, and a process that is stopped while it makes them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { buildApp } from '#app.ts';
import { newId } from '#platform/db/ids.ts';
import { type Provisioner, startProvisioner } from '#platform/tenancy/provisioner.ts';
import { ROOT, type TestInstallation, testInstallation } from '#testing/installation.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

// Sixty databases take a while on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let installation: TestInstallation;
/** Behind a proxy, so that each visitor has an address of its own. */
let visitorAt: (address: string) => Visitor;

beforeAll(async () => {
  installation = await testInstallation();
  const { platform, dataDir } = installation;
  const { publicUrl } = platform.options;
  const config = { production: false, publicUrl, proxy: 'forwarded', smtpUrl: null, dataDir } as const;
  const { app } = await buildApp({ root: ROOT, config, platform });
  visitorAt = (address) => {
    const visitor = createVisitor({ app, origin: publicUrl.origin });
    const headers = { 'x-forwarded-for': address };
    return { ...visitor, post: (path, fields) => visitor.post(path, fields, { headers }) };
  };
});

const waitUntil = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 120_000, interval: 50 });
const control = () => installation.platform.control.db;
const start = () => startProvisioner(installation.platform, installation.migrations.tenant);

async function countReady(ids: readonly string[]): Promise<number> {
  const rows = await control().execute<{ id: string }>(sql`select id from studios where status = 'ready'`);
  const ready = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => ready.has(id)).length;
}

async function reserve(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId<'studio'>());
  for (const id of ids) {
    const database = installation.cluster.studioDatabase(id);
    await control().execute(
      sql`insert into studios (id, slug, name, database_name) values (${id}, ${`w${id.slice(-12)}`}, 'Studio', ${database})`,
    );
  }
  return ids;
}

/** @returns the studios of those who were let in */
async function signUp(addresses: readonly string[]): Promise<string[]> {
  const pages = await Promise.all(
    addresses.map((address) => {
      const slug = `m${newId().slice(-12)}`;
      const email = `owner@${slug}.example`;
      const fields = { studioName: 'Studio', slug, name: 'Inès Morel', email, locale: 'fr' };
      return visitorAt(address).post('/sign-up', { ...fields, password: 'quatre mots sans rapport' });
    }),
  );
  return pages.flatMap(({ location }) => /[0-9a-f-]{36}/.exec(location ?? '')?.[0] ?? []);
}

describe('sign-ups in the same moment', () => {
  it.each([
    ['sixty from sixty addresses', Array.from({ length: 60 }, (_, index) => `192.0.2.${index + 1}`), 60],
    ['twelve from one address', Array.from({ length: 12 }, () => '198.51.100.7'), 12],
  ] as const)('%s all get their studio', async (_, addresses, most) => {
    const provisioner = await start();
    const ids = await signUp(addresses);
    expect(ids.length).toBe(most);
    await waitUntil(() => countReady(ids)).toBe(most);
    await provisioner.close();
  });
});

describe('thirty studios that wait', () => {
  it('are made by the process that starts next', async () => {
    const ids = await reserve(30);
    const provisioner = await start();
    await waitUntil(() => countReady(ids)).toBe(30);
    await provisioner.close();
  });

  it('do not keep a process from closing: the rest is left, and made by the next', async () => {
    const ids = await reserve(30);
    const seen: Provisioner[] = [await start()];
    await waitUntil(() => countReady(ids)).toBeGreaterThan(0);
    await seen[0]?.close();
    expect(await countReady(ids)).toBeLessThan(30);
    const next = await start();
    await waitUntil(() => countReady(ids)).toBe(30);
    await next.close();
  });

  it('do not keep SIGTERM from ending the program within 25 s', async () => {
    const ids = await reserve(30);
    const address = new URL(inject('adminUrl'));
    address.pathname = `/${installation.cluster.control}`;
    const settings = { DATABASE_URL: address.href, REGIE_SECRET: 'a secret of the tests, 32 characters', PORT: '0' };
    const child = spawn(process.execPath, ['--import', 'tsx', `${ROOT}/src/main.ts`], {
      env: { ...process.env, ...settings, NODE_ENV: 'test', REGIE_DEMO: '0', REGIE_DATA: installation.dataDir },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const exit = once(child, 'exit');
    await waitUntil(() => countReady(ids)).toBeGreaterThan(0);
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 25_000);
    expect(await exit).toEqual([0, null]);
    clearTimeout(late);
  });
});
