/** Fresh proof: what is risky is done after the password, once, by the login that asked for it. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import type { Role } from '#platform/scope.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { codeOf, givePassword, givePasswords, PASSWORD, withSecondFactor } from '#testing/two-factor.ts';
import type { Fields, TestPage, Visitor } from '#testing/visit.ts';

const BILLING = '/settings/billing';
const IBAN = 'FR1420041010050500013M02606';
const OTHER_IBAN = 'DE89370400440532013000';
const MINUTE = 60_000;

let studio: TestStudio;

beforeAll(async () => {
  studio = await testStudio();
  await givePasswords(studio, 'owner', 'admin', 'manager', 'user');
});

beforeEach(async () => {
  studio.clock.set(new Date());
  for (const table of ['two_factors', 'throttles', 'pending_requests'])
    await control().execute(sql`delete from ${sql.identifier(table)}`);
});

const control = () => studio.installation.platform.control.db;
const later = (minutes: number) => studio.clock.set(new Date(studio.clock.now().getTime() + minutes * MINUTE));

/** Signed in a while ago. */
async function old(role: Role): Promise<Visitor> {
  const visitor = await studio.as(role);
  await control().execute(
    sql`update logins set proved_at = now() - interval '11 minutes' where user_id = ${studio.members[role].id}`,
  );
  return visitor;
}

const fieldsOf = (page: TestPage): Fields =>
  Object.fromEntries(
    page
      .all('form[action="/proof"] input[type="hidden"]')
      .map((field) => [field.getAttribute('name') ?? '', field.getAttribute('value') ?? '']),
  );

/** Gives it on the page that asks. */
async function prove(visitor: Visitor, asked: TestPage, currentPassword = PASSWORD): Promise<TestPage> {
  expect([asked.status, asked.location]).toEqual([303, expect.stringMatching(/^\/proof\?/)]);
  return visitor.post('/proof', { ...fieldsOf(await visitor.follow(asked)), currentPassword });
}

async function ibanNow(): Promise<unknown> {
  const [row] = await readRows<{ iban: string | null }>(
    (await studio.scope()).db,
    sql`select iban from studio_profile`,
  );
  return row?.iban;
}

async function saidOf(action: string): Promise<readonly unknown[]> {
  const rows = await readRows<{ details: unknown }>(
    (await studio.scope()).db,
    sql`select details from audit where action = ${action} order by id`,
  );
  return rows.map(({ details }) => details);
}

describe('a login', () => {
  it('is proof for its first ten minutes, and for ten after it has proved itself again', async () => {
    const { visitor } = await givePassword(studio, 'owner');
    const change = () => visitor.post(BILLING, { paymentDays: 21 });
    later(9);
    expect((await change()).location).toBe(BILLING);
    later(2);
    expect((await prove(visitor, await change())).location).toBe(BILLING);
    later(9);
    expect((await change()).location).toBe(BILLING);
    later(2);
    expect((await change()).location).toMatch(/^\/proof/);
  });

  it('of before there was a proof is none', async () => {
    const visitor = await studio.as('owner');
    await control().execute(sql`update logins set proved_at = null where user_id = ${studio.members.owner.id}`);
    expect((await visitor.post(BILLING, { paymentDays: 21 })).location).toMatch(/^\/proof/);
  });
});

describe('what was asked for', () => {
  it('is said in words, done after the password with all that was typed, and told in the log', async () => {
    const visitor = await old('owner');
    const asked = await visitor.post(BILLING, { iban: IBAN, paymentDays: 21 });
    expect(await ibanNow()).toBe('');
    const page = await visitor.follow(asked);
    expect(page.one('main').text).toContain('Changer le compte bancaire');
    const wrong = await visitor.post('/proof', { ...fieldsOf(page), currentPassword: 'another one' });
    expect([wrong.status, wrong.one('#f-currentPassword-error').text, await ibanNow()]).toEqual([
      422,
      expect.stringMatching(/./),
      '',
    ]);
    const done = await visitor.post('/proof', { ...fieldsOf(wrong), currentPassword: PASSWORD });
    expect([done.status, done.location, await ibanNow()]).toEqual([303, BILLING, IBAN]);
    expect((await visitor.follow(done)).text).toContain('enregistré');
    await studio.installation.platform.services.batches.flush();
    await studio.installation.platform.services.deliveries.sweep(0);
    const name = studio.members.owner.name;
    expect(await saidOf('identity.prove')).toContainEqual({ name, by: 'password' });
    expect(await saidOf('identity.refuse-proof')).toContainEqual({ name });
  });

  it('that has mistakes comes back with what was typed, and is sent again without another proof', async () => {
    const visitor = await old('owner');
    const page = await prove(visitor, await visitor.post(BILLING, { iban: 'FR76 nonsense', paymentDays: 21 }));
    expect(page.status).toBe(422);
    expect(page.one('[name="iban"]').getAttribute('value')).toBe('FR76 nonsense');
    expect(page.one(`form[action="${BILLING}"]`)).toBeTruthy();
    expect((await visitor.post(BILLING, { iban: OTHER_IBAN, paymentDays: 21 })).location).toBe(BILLING);
    expect(await ibanNow()).toBe(OTHER_IBAN);
  });

  it('is a page or a file where it was a link: it goes there', async () => {
    const visitor = await old('owner');
    const done = await prove(visitor, await visitor.get('/clients/export.csv?q=mona'));
    expect(done.location).toBe('/clients/export.csv?q=mona');
    expect((await visitor.follow(done)).headers.get('content-disposition')).toContain('attachment');
  });

  it('leads back to its list where its address would be too long', async () => {
    const visitor = await old('owner');
    const ids = Array.from({ length: 200 }, () => `id=${studio.studio.id}`).join('&');
    const headers = { referer: `${studio.origin}/clients` };
    const done = await prove(visitor, await visitor.get(`/clients/export.csv?${ids}`, { headers }));
    expect(done.location).toBe('/clients');
    expect((await visitor.follow(done)).text).toContain('relancer l’export');
  });

  it('works for HTMX: both answers are its own kind of redirect', async () => {
    const visitor = await old('owner');
    const send = async (path: string, fields: Fields) => {
      const body = new URLSearchParams(fields as Record<string, string>);
      const headers = { origin: studio.origin, 'sec-fetch-site': 'same-origin', 'hx-request': 'true' };
      const { status, headers: got } = await visitor.request(path, { method: 'POST', body, headers });
      return [status, (JSON.parse(got.get('hx-location') ?? '{}') as { path: string }).path] as const;
    };
    const [status, path] = await send(BILLING, { paymentDays: '30' });
    expect([status, path]).toEqual([204, expect.stringMatching(/^\/proof\?form=/)]);
    const fields = { ...fieldsOf(await visitor.get(path)), currentPassword: PASSWORD };
    expect(await send('/proof', fields)).toEqual([204, BILLING]);
  });
});

describe('each risky form', () => {
  const member = (role: Role) => studio.members[role].id;
  const FORMS: Readonly<Record<string, readonly [Role, () => string, Fields, location: string]>> = {
    role: ['owner', () => `/settings/members/${member('user')}/role`, { role: 'manager' }, '/settings/members/'],
    invitation: ['owner', () => '/settings/members/invitations', { email: 'x@y.example', role: 'user' }, '/settings'],
    removal: ['owner', () => `/settings/members/${member('user')}/removal`, {}, '/settings/members'],
    departure: ['manager', () => '/settings/members/departure', {}, '/login'],
  };

  it.each(Object.keys(FORMS))('waits for the password: %s', async (name) => {
    const [role, path, fields, location] = FORMS[name] ?? expect.fail();
    const visitor = await old(role);
    const asked = await visitor.post(path(), fields);
    const wrong = await prove(visitor, asked, 'another one');
    expect(wrong.status).toBe(422);
    const done = await visitor.post('/proof', { ...fieldsOf(wrong), currentPassword: PASSWORD });
    expect([done.status, done.location?.startsWith(location)]).toEqual([303, true]);
  });

  it('asks before the second factor is set up, so that its code is not too old', async () => {
    const visitor = await old('owner');
    expect((await visitor.get('/settings/two-factor')).location).toMatch(/^\/proof\?page=/);
  });
});

describe('a second factor', () => {
  it('proves as the password does, and a backup code does once, which is mailed', async () => {
    const { secret, backupCodes } = await withSecondFactor(studio, 'owner');
    for (const [given, status] of [
      [codeOf(studio, secret), 422],
      [codeOf(studio, secret, 1), 303],
      [codeOf(studio, secret, 1), 422],
      [backupCodes[0] ?? '', 303],
      [backupCodes[0] ?? '', 422],
      [PASSWORD, 303],
    ] as const) {
      const visitor = await old('owner');
      expect((await prove(visitor, await visitor.post(BILLING, { paymentDays: 21 }), given)).status, given).toBe(
        status,
      );
    }
    await studio.jobsDone();
    expect(studio.mails().filter(({ subject }) => subject === 'Un code de secours a servi')).toHaveLength(1);
  });
});

describe('once', () => {
  it('is what is sent twice: by a reload, at the same time, and as another form', async () => {
    const visitor = await old('owner');
    const key = { requestKey: 'a key of the form' };
    const invite = { email: 'twice@costa.example', role: 'user', ...key };
    const page = await visitor.follow(await visitor.post('/settings/members/invitations', invite));
    const fields = { ...fieldsOf(page), currentPassword: PASSWORD };
    const both = await Promise.all([visitor.post('/proof', fields), visitor.post('/proof', fields)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await visitor.post('/proof', fields)).status).toBe(303);
    expect((await visitor.post('/proof', { ...fields, requestKey: 'another' })).status).toBe(410);
    const again = await visitor.post('/settings/members/invitations', invite);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([303, 'true']);
    const rows = await control().execute(sql`select 1 from invitations where email = 'twice@costa.example'`);
    expect(rows).toHaveLength(1);
  });

  it('is carried out by one of two proofs that have keys of their own', async () => {
    const visitor = await old('owner');
    const page = await visitor.follow(await visitor.post(BILLING, { paymentDays: 28 }));
    const send = (requestKey: string) =>
      visitor.post('/proof', { ...fieldsOf(page), requestKey, currentPassword: PASSWORD });
    const statuses = (await Promise.all([send('one'), send('two')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([303, 410]);
  });
});

describe('attacks', () => {
  it('what waits for one login is nothing to another, of the same user or of another', async () => {
    const visitor = await old('owner');
    const asks = [await visitor.post(BILLING, { iban: IBAN }), await visitor.get('/clients/export.csv')];
    for (const thief of [await studio.as('owner'), await studio.as('admin')])
      for (const asked of asks) {
        expect((await thief.follow(asked)).status).toBe(410);
        const fields = { ...fieldsOf(await visitor.follow(asked)), currentPassword: PASSWORD };
        expect((await thief.post('/proof', fields)).status).toBe(410);
      }
  });

  it('what waits is over after ten minutes, and with its login', async () => {
    const visitor = await old('owner');
    const asks = [await visitor.post(BILLING, { iban: IBAN }), await visitor.get('/clients/export.csv')];
    later(10);
    for (const asked of asks) expect((await visitor.follow(asked)).status).toBe(410);
    await visitor.post('/logout');
    expect((await visitor.follow(asks[0] ?? expect.fail())).location).toMatch(/^\/login/);
  });

  it('leads to no address but those that were asked for here', async () => {
    const visitor = await old('owner');
    for (const path of ['/proof', '/proof?page=//evil.example', '/proof?form=x', '/proof?page=https://evil.example'])
      expect((await visitor.get(path)).status, path).toBe(410);
    const headers = { referer: 'https://evil.example//evil.example/x' };
    const page = await visitor.follow(await visitor.post(BILLING, { iban: IBAN }, { headers }));
    expect(page.text).not.toContain('evil.example');
  });

  it('five wrong passwords, then none for a quarter of an hour', async () => {
    const visitor = await old('owner');
    const fields = fieldsOf(await visitor.follow(await visitor.post(BILLING, { iban: IBAN })));
    const statuses: number[] = [];
    for (const given of ['a', 'b', '000000', 'd', 'e', PASSWORD])
      statuses.push((await visitor.post('/proof', { ...fields, currentPassword: given })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });

  it('a form larger than any of ours does not wait', async () => {
    const visitor = await old('owner');
    expect((await visitor.post(BILLING, { footer: 'x'.repeat(70_000) })).status).toBe(413);
  });

  it('what was typed lies in no table in the clear, and is swept', async () => {
    const visitor = await old('owner');
    await visitor.post(BILLING, { iban: OTHER_IBAN });
    const { cluster, platform } = studio.installation;
    const { sql: admin } = connect(cluster.admin(cluster.control), { max: 1, name: 'look' });
    const rows = await admin<{ row: string }[]>`select to_jsonb(t)::text as row from pending_requests t`;
    await admin.end({ timeout: 5 });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(OTHER_IBAN);
    later(11);
    const sweep = platform.registry.definitions.get('identity.sweep');
    await sweep?.run(await studio.scope(), {}, { key: 'sweep', progress: async () => {} });
    expect(await control().execute(sql`select 1 from pending_requests`)).toHaveLength(0);
  });
});
