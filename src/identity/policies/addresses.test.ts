/** A studio that lets its members come from certain addresses alone. Attacks come from elsewhere, and say that they do not. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openToAllAddresses } from '#identity/policies/operator.ts';
import { PUBLIC_ROUTES } from '#laws.public.ts';
import { fill, isUnsafe, listRoutes, machineOf, nameOf } from '#laws.routes.ts';
import { readRows } from '#platform/db/raw.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { isBelow } from '#platform/http/prefix.ts';
import { behindProxy } from '#testing/elsewhere.ts';
import { mainVisitor, makeMember, signedIn, ticketTo } from '#testing/main-host.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { givePasswords } from '#testing/two-factor.ts';

const FORM = '/settings/security/addresses';
const INSIDE = '203.0.113.7';
const OUTSIDE = '198.51.100.9';
/** Public, and no way in for staff. */
const FOR_ALL = ['/portal', '/pay', '/recoveries', '/preferences'];

let studio: TestStudio;
let other: TestStudio;
let visitorAt: Awaited<ReturnType<typeof behindProxy>>;

beforeAll(async () => {
  [studio, other] = [await testStudio(), await testStudio()];
  await makeMember(other, { ...studio.members.owner, email: '' }, 'user');
  await givePasswords(studio, 'owner');
  visitorAt = await behindProxy(studio);
});

beforeEach(async () => {
  studio.clock.set(new Date());
  await control().execute(sql`update studios set address_ranges = '[]' where id = ${studio.studio.id}`);
});

const control = () => studio.installation.platform.control.db;
const at = async (address: string, cookies?: Map<string, string>) =>
  visitorAt(address, studio.origin, cookies ?? (await studio.as('owner')).cookies);
const allow = async (addressRanges: string, address = INSIDE) => (await at(address)).post(FORM, { addressRanges });
const statusAt = async (address: string, path = '/clients') => (await (await at(address)).get(path)).status;

async function notes(): Promise<readonly Record<string, unknown>[]> {
  await studio.installation.platform.services.batches.flush();
  return readRows(
    (await studio.scope()).control,
    sql`select subject_id, address from audit where action = 'identity.refuse-address' and studio_id = ${studio.studio.id}`,
  );
}

describe('the list', () => {
  test('has to hold the address that it comes from', async () => {
    const page = await allow('198.51.100.0/24 Ailleurs');
    expect([page.status, page.one('#f-addressRanges-error').text]).toEqual([422, expect.stringContaining(INSIDE)]);
    expect(page.one('#f-addressRanges').text).toContain('198.51.100.0/24 Ailleurs');
    expect(await statusAt(OUTSIDE)).toBe(200);
    expect((await allow('2001:db8::/32', '2001:db8::7')).status).toBe(303);
  });

  test('names the line that cannot be read, and holds fifty', async () => {
    const wrong = await allow(`${INSIDE}\nstudio.example`);
    expect([wrong.status, wrong.one('#f-addressRanges-error').text]).toEqual([
      422,
      expect.stringContaining('studio.example'),
    ]);
    const many = (count: number) => Array.from({ length: count }, (_, n) => `203.0.113.${n}`).join('\n');
    expect((await allow(many(51))).status).toBe(422);
    expect((await allow(many(50))).status).toBe(303);
  });

  test('is kept with its remarks, and in the log with what was before', async () => {
    await allow('203.0.113.0/24 Studio\n2001:db8::/32 VPN');
    const page = await (await at(INSIDE)).get('/settings/security');
    expect(page.one('#f-addressRanges').text.trim()).toBe('203.0.113.0/24 Studio\n2001:db8::/32 VPN');
    expect((await allow('')).status).toBe(303);
    const rows = await readRows(
      (await studio.scope()).db,
      sql`select details -> 'changes' -> 'addressRanges' as change from audit where action = 'identity.set-policy' order by at desc limit 1`,
    );
    expect(rows[0]?.change).toEqual(['203.0.113.0/24 Studio\n2001:db8::/32 VPN', null]);
  });
});

describe('from elsewhere', () => {
  test('every route of staff answers 403, ways in included, and writes nothing', async () => {
    await allow('203.0.113.0/24');
    const owner = await at(OUTSIDE);
    const routes = listRoutes(studio).filter(({ table, path }) => table === 'studio' && !path.startsWith('/dev/'));
    const wrong: string[] = [];
    for (const route of routes.filter((each) => !machineOf(each))) {
      const isForAll = FOR_ALL.some((prefix) => isBelow(prefix, route.path));
      const headers = { origin: studio.origin, 'content-type': 'application/x-www-form-urlencoded' };
      const init = isUnsafe(route) ? { method: 'POST', headers, body: '' } : { method: 'GET' };
      const { status, body, headers: said } = await owner.request(fill(route.path), init);
      await body?.cancel();
      const actions = studio.installation.writes.actionsOf(said.get('x-request-id') ?? '');
      if ((status === 403) === isForAll || (actions.length > 0 && !isForAll)) wrong.push(`${nameOf(route)} ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(PUBLIC_ROUTES.some((route) => route === 'studio POST /login')).toBe(true);
  });

  test('the page says why and what to do, not from where it would be right, and is in the log once', async () => {
    await allow('203.0.113.0/24 Cave');
    const before = (await notes()).length;
    const page = await (await at('198.51.100.77')).get('/');
    expect([page.status, page.one('h1').text]).toEqual([403, 'Pas depuis cette adresse']);
    expect(page.text).toContain('198.51.100.77');
    expect(page.text).not.toMatch(/203\.0\.113|Cave|Owner /);
    await (await at('198.51.100.77')).get('/clients');
    const stranger = visitorAt('198.51.100.78', studio.origin);
    expect((await stranger.get('/login')).status).toBe(403);
    const rows = (await notes()).slice(before);
    expect(rows).toEqual([
      { subject_id: studio.members.owner.id, address: '198.51.100.77' },
      { subject_id: null, address: '198.51.100.78' },
    ]);
  });

  test('a forged header does not help: the last entry counts behind a proxy, none without one', async () => {
    await allow('203.0.113.0/24');
    for (const forged of [`${INSIDE}, ${OUTSIDE}`, `${INSIDE},unknown`, `"${INSIDE}"`, `${INSIDE}:1234.`, ''])
      expect(await statusAt(forged), forged).toBe(403);
    const direct = await studio.as('owner');
    for (const headers of [
      { 'x-forwarded-for': INSIDE },
      { 'fly-client-ip': INSIDE },
      { forwarded: `for=${INSIDE}` },
      { 'x-real-ip': INSIDE },
    ])
      expect((await direct.get('/clients', { headers })).status).toBe(403);
    expect(await statusAt(`${OUTSIDE}, ${INSIDE}`)).toBe(200);
    expect(await statusAt(`::ffff:${INSIDE}`)).toBe(200);
  });

  test('a login by password and a ticket of another studio are refused, and the ticket is not used up', async () => {
    await allow('203.0.113.0/24');
    const { email } = studio.members.owner;
    const refused = await (await at(OUTSIDE, new Map())).post('/login', {
      email,
      password: 'quatre mots sans rapport',
    });
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([403, []]);
    const there = await signedIn(other.visitor(), { id: '', email });
    const { pathname } = await ticketTo(there, studio);
    expect((await (await at(OUTSIDE, new Map())).post(pathname)).status).toBe(403);
    const inside = await at(INSIDE, new Map());
    expect((await inside.post(pathname)).status).toBe(303);
    expect((await inside.get('/clients')).status).toBe(200);
  });

  test('a stream that is open ends when the list is set', async () => {
    const response = await (await at(OUTSIDE)).request('/live?topics=today', { method: 'GET' });
    expect(response.status).toBe(200);
    const ended = new Response(response.body).text();
    await allow('203.0.113.0/24');
    await expect(ended).resolves.not.toContain('clients');
  });

  test('the portal, the other studio and the main host are as they were', async () => {
    await allow('203.0.113.0/24');
    const { email } = studio.members.owner;
    const outside = await at(OUTSIDE, new Map());
    expect((await outside.get('/portal/login')).status).toBe(200);
    const there = await signedIn(visitorAt(OUTSIDE, other.origin), { id: '', email });
    expect((await there.get('/clients')).status).toBe(200);
    expect(await (await signedIn(mainVisitor(studio), { id: '', email })).get('/me')).toMatchObject({ status: 200 });
  });
});

describe('an operator', () => {
  test('opens the studio again, and the log says so', async () => {
    await allow('203.0.113.0/24 Studio');
    expect(await statusAt(OUTSIDE)).toBe(403);
    const open = (slug: string) => control().transaction((tx) => openToAllAddresses(tx as unknown as WriteDb, slug));
    expect(await open(studio.studio.slug)).toBe(1);
    expect([await open(studio.studio.slug), await open('nowhere')]).toEqual([0, null]);
    await expect.poll(() => statusAt(OUTSIDE)).toBe(200);
    const rows = await readRows(
      (await studio.scope()).control,
      sql`select actor_name, details -> 'changes' as changes from audit where actor_name = 'operator' and studio_id = ${studio.studio.id}`,
    );
    expect(rows).toEqual([{ actor_name: 'operator', changes: { addressRanges: ['203.0.113.0/24 Studio', null] } }]);
  });
});
