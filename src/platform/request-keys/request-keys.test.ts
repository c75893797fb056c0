/** What happens when a form is sent twice, through pages of the product. */
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { claimRequestKey } from '#platform/request-keys/claim.ts';
import type { Scope } from '#platform/scope.ts';
import { aClient, anIssuedInvoice, mayIssue } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { createVisitor, type Fields, type TestPage, type Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let scope: Scope;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  await mayIssue(studio);
  owner = await studio.as('owner');
  scope = await studio.scope('owner');
});

async function count(table: 'payments' | 'invoices' | 'clients' | 'outbox' | 'request_keys'): Promise<number> {
  const [row] = await readRows<{ n: number }>(scope.db, sql`select count(*)::int as n from ${sql.identifier(table)}`);
  return row?.n ?? 0;
}

/** @returns how many rows came of it */
async function rowsOf(table: Parameters<typeof count>[0], work: () => Promise<unknown>): Promise<number> {
  const before = await count(table);
  await work();
  return (await count(table)) - before;
}

const many = (path: string, fields: Fields, times = 20): Promise<TestPage[]> =>
  Promise.all(Array.from({ length: times }, () => owner.post(path, fields)));

const aPayment = (invoiceId: string) => ({ invoiceId, amount: '1,00', method: 'transfer', receivedOn: '2026-11-20' });
const aNewClient = () => ({ kind: 'person', firstName: 'Mona', lastName: `Vasseur ${newId().slice(-6)}` });

describe('one form, twenty times at once', () => {
  it.each([
    ['payments', '/payments', async () => aPayment(await anIssuedInvoice(owner, await aClient(owner)))],
    ['invoices', '/invoices', async () => ({ clientId: await aClient(owner) })],
    ['clients', '/clients', async () => aNewClient()],
  ] as const)('makes one of %s, and every answer is the first’s', async (table, path, fields) => {
    const form = { ...(await fields()), requestKey: randomUUID() };
    let pages: TestPage[] = [];
    expect(await rowsOf(table, async () => (pages = await many(path, form)))).toBe(1);
    expect(new Set(pages.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    expect(pages[0]?.status).toBe(303);
  });

  it('sends one mail', async () => {
    const invoice = await anIssuedInvoice(owner, await aClient(owner));
    await studio.jobsDone();
    const before = studio.mails().length;
    const form = { to: 'compta@label.example', message: 'Bonjour', requestKey: randomUUID() };
    await many(`/invoices/${invoice}/sending`, form);
    await studio.jobsDone();
    expect(studio.mails().length - before).toBe(1);
  });

  it('control: without a key each one counts', async () => {
    const form = aPayment(await anIssuedInvoice(owner, await aClient(owner)));
    expect(await rowsOf('payments', () => many('/payments', form, 3))).toBe(3);
  });
});

describe('a form that is sent again later', () => {
  it('is answered with what it said the first time', async () => {
    const form = { ...aPayment(await anIssuedInvoice(owner, await aClient(owner))), requestKey: randomUUID() };
    const first = await owner.post('/payments', form);
    const said = (await owner.follow(first)).one('.flash').text;
    const again = await owner.post('/payments', form);
    expect([again.status, again.location, again.headers.get('idempotent-replayed')]).toEqual([
      303,
      first.location,
      'true',
    ]);
    expect((await owner.follow(again)).one('.flash').text).toBe(said);
    const scripted = await owner.post('/payments', form, { headers: { 'hx-request': 'true' } });
    expect([scripted.status, scripted.headers.get('hx-location')]).toEqual([
      204,
      expect.stringContaining(first.location ?? ''),
    ]);
  });

  it('with other values is not carried out, and says so', async () => {
    const form = { ...aNewClient(), requestKey: randomUUID() };
    const first = await owner.post('/clients', form);
    const other = { ...form, firstName: 'Lise' };
    let again: TestPage | undefined;
    expect(await rowsOf('clients', async () => (again = await owner.post('/clients', other)))).toBe(0);
    expect(again?.location).toBe(first.location);
    if (again) expect((await owner.follow(again)).one('.flash').text).toContain('avait déjà été envoyé');
  });

  it('keeps its key while it is refused', async () => {
    const requestKey = randomUUID();
    expect((await owner.post('/clients', { kind: 'person', requestKey })).status).toBe(422);
    expect(await rowsOf('clients', () => owner.post('/clients', { ...aNewClient(), requestKey }))).toBe(1);
  });

  it('is another one for another user and at another address', async () => {
    const form = { ...aNewClient(), requestKey: randomUUID() };
    const manager = await studio.as('manager');
    const both = async () => [await owner.post('/clients', form), await manager.post('/clients', form)];
    expect(await rowsOf('clients', both)).toBe(2);
    expect(
      await rowsOf('invoices', async () => owner.post('/invoices', { ...form, clientId: await aClient(owner) })),
    ).toBe(1);
  });

  it('leads staff to what was made when the process died before it had answered', async () => {
    const form = { ...aNewClient(), requestKey: randomUUID() };
    const first = await owner.post('/clients', form);
    await rawWrite(scope, (tx) =>
      tx.execute(sql`update request_keys set answered_at = null, location = null, flash = null`),
    );
    const again = await owner.post('/clients', form);
    expect([again.status, again.location]).toEqual([303, first.location]);
  });

  it('takes files', async () => {
    const logo = new Blob([new Uint8Array(20)], { type: 'image/png' });
    const page = await owner.post('/settings/logo', { logo, requestKey: randomUUID() }, { multipart: true });
    expect(page.status).toBe(422);
  });
});

it('a studio is made once by a sign-up form that is sent twice', async () => {
  const { app, platform } = studio.installation;
  const outside = createVisitor({ app, origin: platform.options.publicUrl.origin });
  const slug = `twice-${newId().slice(-8)}`;
  const form = {
    ...{
      name: 'Inès Morel',
      email: `ines@${slug}.example`,
      password: 'correct horse battery',
      studioName: 'Deux',
      slug,
    },
    requestKey: randomUUID(),
  };
  const pages = await Promise.all([outside.post('/sign-up', form), outside.post('/sign-up', form)]);
  expect(pages.map(({ status }) => status)).toEqual([303, 303]);
  expect(new Set(pages.map(({ location }) => location)).size).toBe(1);
  const rows = await platform.control.db.execute(sql`select 1 from studios where slug = ${slug}`);
  expect(rows.length).toBe(1);
});

it('keys older than a day are taken away by new ones, ten at a time', async () => {
  await rawWrite(scope, (tx) =>
    tx.execute(sql`insert into request_keys (key, fingerprint, request_id, created_at)
      select decode(md5(n::text), 'hex'), '\\x00', 'old', now() - interval '25 hours' from generate_series(1, 25) n`),
  );
  const claim = () =>
    rawWrite(scope, (tx) => {
      const sent = { key: Buffer.from(randomUUID()), fingerprint: Buffer.alloc(1) };
      return claimRequestKey(tx, { requestKey: { sent, claimed: new Set() }, requestId: newId() }, 'studio');
    });
  const before = await count('request_keys');
  await claim();
  expect(await count('request_keys')).toBe(before - 10 + 1);
  await claim();
  await claim();
  expect(await count('request_keys')).toBe(before - 25 + 3);
});
