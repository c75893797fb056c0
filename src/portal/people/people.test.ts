/** A client's people: each with an address, a login and rights of their own, and each named in what they do. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#clients/model.ts';
import { archiveClient, getClient, updateClient } from '#clients/service.ts';
import { readRows } from '#platform/db/raw.ts';
import { accepted } from '#platform/refusal.ts';
import { aClient, anIssuedInvoice, create, mayIssue } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const NOON = '2026-11-20T12:00:00Z';
const later = (minutes: number) => new Date(Date.parse(NOON) + minutes * 60_000);
const PLACE = { street: '8 rue du Port', postalCode: '44000', city: 'Nantes', country: 'FR', siren: '912345147' };
const COOKIE = '__Host-portal';

let studio: TestStudio;
let owner: Visitor;
let count = 0;

beforeAll(async () => {
  studio = await testStudio();
  await mayIssue(studio);
  owner = await studio.as('owner');
});

beforeEach(async () => {
  studio.clock.set(NOON);
  await studio.installation.platform.control.sql`delete from throttles`;
});

interface Person {
  readonly id: string;
  readonly email: string;
}

function address(name: string): string {
  count += 1;
  return `${name}-${count}@people.example`;
}

function aCompany(fields: Record<string, string> = {}): Promise<string> {
  return aClient(owner, { kind: 'company', name: 'Label X', email: address('contact'), ...PLACE, ...fields });
}

async function aContact(
  clientId: string,
  firstName: string,
  lastName: string,
  email = address('person'),
): Promise<Person> {
  const answer = await owner.post(`/clients/${clientId}/contacts`, { firstName, lastName, email });
  expect(answer.status).toBe(303);
  const [row] = await readRows<{ id: string }>(
    (await studio.scope()).db,
    sql`select id from client_contacts where client_id = ${clientId}::uuid and email = ${email}::citext`,
  );
  return { id: row?.id ?? '', email };
}

async function grant({ id }: Person, rights: readonly string[] = ['see', 'pay'], who = owner): Promise<void> {
  const fields = Object.fromEntries(rights.map((right) => [right, 'on']));
  const answer = await who.post(`/portal-people/${id}`, { isOpen: 'on', ...fields });
  expect([answer.status, answer.location]).toEqual([303, `/portal-people/${id}`]);
}

/** The link of a mail that was sent just now; by when they were sent, because tests turn the clock back. */
async function mailedTo(email: string): Promise<string> {
  const sent = () => studio.mails().filter(({ to }) => to === email);
  const before = sent().length;
  await studio.visitor().post('/portal/login', { email });
  await studio.jobsDone();
  const text = sent().length > before ? sent().at(-1)?.text : undefined;
  return new URL(/https?:\/\/\S+\/portal\/entry\/\S+/.exec(text ?? '')?.[0] ?? 'http://x/none').pathname;
}

async function enter({ email }: Person): Promise<Visitor> {
  const visitor = studio.visitor();
  expect((await visitor.post(await mailedTo(email))).status).toBe(303);
  return visitor;
}

const isIn = async (visitor: Visitor) => (await visitor.get('/portal')).status === 200;

async function logOf(action: string) {
  const rows = await readRows<{ actor: string; actor_id: string; details: Record<string, unknown> }>(
    (await studio.scope()).db,
    sql`select actor_name as actor, actor_id, details from audit where action = ${action} order by at desc, id desc limit 1`,
  );
  return rows[0];
}

describe('staff', () => {
  it('open the portal to a contact, choose rights, and send the link', async () => {
    const label = await aCompany();
    const lea = await aContact(label, 'Léa', 'Martin');
    const page = await owner.get(`/clients/${label}`);
    expect(page.one(`#portal-person-${lea.id}`).text).toContain('Fermé');
    const form = await owner.get(page.one(`#portal-person-${lea.id} a`).getAttribute('href') ?? '');
    expect(['isOpen', 'see', 'pay'].map((name) => form.one(`[name=${name}]`).hasAttribute('checked'))).toEqual([
      false,
      true,
      true,
    ]);
    expect(form.all('form[action$="/invitation"]')).toEqual([]);
    expect((await owner.post(`/portal-people/${lea.id}/invitation`)).status).toBe(409);
    await grant(lea, ['see']);
    const opened = await owner.get(`/portal-people/${lea.id}`);
    expect(['isOpen', 'see', 'pay'].map((name) => opened.one(`[name=${name}]`).hasAttribute('checked'))).toEqual([
      true,
      true,
      false,
    ]);
    const sent = await owner.post(opened.one('form[action$="/invitation"]').getAttribute('action') ?? '');
    expect(sent.status).toBe(303);
    await studio.jobsDone();
    const mail = studio.mails().at(-1);
    expect([mail?.to, mail?.subject]).toEqual([lea.email, 'Studio Lumen vous ouvre son espace client']);
    expect(mail?.text, 'a code is for who asked').not.toMatch(/^\d{6}$/m);
    const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '').pathname;
    studio.clock.set(later(6 * 24 * 60));
    const visitor = studio.visitor();
    expect((await visitor.post(link)).status).toBe(303);
    expect(mail?.text).toMatch(/^Bonjour Léa,/);
    expect((await visitor.get('/portal')).one('h1').text).toBe('Bonjour Léa');
    expect((await studio.visitor().post(link)).status).toBe(410);
    const history = (await owner.get(`/clients/${label}`)).one('#history').text;
    expect(history).toContain('a réglé l’accès de Léa Martin à l’espace client');
    expect(history).toContain('a envoyé à Léa Martin un lien vers l’espace client');
  });

  it('see each person’s devices with when they were last used, and end them', async () => {
    const label = await aCompany();
    const [lea, paul] = [await aContact(label, 'Léa', 'Martin'), await aContact(label, 'Paul', 'Roy')];
    for (const person of [lea, paul]) await grant(person);
    const [first, second] = [await enter(lea), await enter(paul)];
    studio.clock.set(later(60));
    await first.get('/portal');
    await studio.installation.platform.services.batches.flush();
    await studio.jobsDone();
    studio.clock.set(later(120));
    const page = await owner.get(`/clients/${label}`);
    const items = page.all('#portal-logins li').map((item) => item.text.replace(/\s+/g, ' '));
    expect(items.find((text) => text.includes('Léa'))).toContain('vu il y a 1 heure');
    expect(items.find((text) => text.includes('Paul'))).toContain('vu il y a 2 heures');
    const own = await owner.get(`/portal-people/${lea.id}`);
    await owner.post(own.one('#portal-logins form').getAttribute('action') ?? '');
    expect([await isIn(first), await isIn(second)]).toEqual([false, true]);
    expect((await logOf('portal.revoke'))?.details).toEqual({ person: 'Léa Martin' });
  });

  it('are told what does not work', async () => {
    const label = await aCompany({ email: '' });
    const id = await create(owner, `/clients/${label}/contacts`, { firstName: 'Sans', lastName: 'Adresse' });
    expect(id).toBe(label);
    const page = await owner.get(`/clients/${label}`);
    const path = page.one('#portal-people a').getAttribute('href') ?? '';
    expect((await owner.get(path)).one('.notice').text).toContain('Sans adresse e-mail');
    expect((await owner.post(path, { isOpen: 'on', see: 'on' })).status).toBe(422);
    const lea = await aContact(label, 'Léa', 'Martin');
    const refused = await owner.post(`/portal-people/${lea.id}`, { isOpen: 'on', pay: 'on' });
    expect(refused.status).toBe(422);
    expect(refused.one('[name=pay]').getAttribute('aria-invalid')).toBe('true');
    for (const unknown of ['01890000-0000-7000-8000-000000000000', label, 'x'])
      expect((await owner.post(`/portal-people/${unknown}`, { isOpen: 'on' })).status, unknown).toBe(404);
  });

  it('alone may; a person of a client cannot give access', async () => {
    const label = await aCompany();
    const [lea, paul] = [await aContact(label, 'Léa', 'Martin'), await aContact(label, 'Paul', 'Roy')];
    await grant(lea);
    const visitor = await enter(lea);
    for (const path of [`/portal-people/${paul.id}`, `/portal-people/${lea.id}/invitation`])
      expect((await visitor.post(path, { isOpen: 'on', see: 'on' })).location).toMatch(/^\/login/);
    expect((await owner.get(`/portal-people/${paul.id}`)).one('[name=isOpen]').hasAttribute('checked')).toBe(false);
  });
});

describe('a company that is let in by its own address', () => {
  it('has a contact with it, who follows when the address is corrected', async () => {
    const email = address('compta');
    const label = await aCompany({ email, portalAccess: 'on' });
    const before = await enter({ id: '', email });
    expect((await before.get('/portal')).one('h1').text).toBe(`Bonjour ${email}`);
    const corrected = address('compta');
    const scope = await studio.scope('owner');
    const {
      revision,
      archivedAt: _1,
      createdAt: _2,
      updatedAt: _3,
      id: _4,
      ...details
    } = await getClient(scope, label as ClientId);
    await accepted(updateClient(scope, label as ClientId, revision, { ...details, email: corrected }));
    expect(await isIn(before)).toBe(false);
    expect(await mailedTo(email)).toBe('/none');
    expect(await isIn(await enter({ id: '', email: corrected }))).toBe(true);
  });
});

describe('rights', () => {
  const RIGHTS: Readonly<Record<string, readonly string[]>> = {
    nothing: [],
    'to see': ['see'],
    'to see and pay': ['see', 'pay'],
  };
  let label: string;
  let invoice: string;

  beforeAll(async () => {
    studio.clock.set(NOON);
    label = await aCompany();
    invoice = await anIssuedInvoice(owner, label);
  });

  it.each(Object.keys(RIGHTS))('%s: every page of the portal', async (name) => {
    const given = RIGHTS[name] ?? [];
    const lea = await aContact(label, 'Léa', 'Martin');
    await grant(lea, given);
    const visitor = await enter(lea);
    const sees = given.includes('see');
    for (const path of ['/portal', '/portal/me', '/portal/access', '/portal/clients'])
      expect((await visitor.get(path)).status, path).toBe(200);
    for (const path of ['/portal/sessions', '/portal/invoices', `/portal/invoices/${invoice}`]) {
      const page = await visitor.get(path);
      expect(page.status, path).toBe(sees ? 200 : 403);
      if (!sees) expect(page.text).toContain('Votre accès à l’espace client ne comprend pas cette page.');
    }
    const pdf = await visitor.request(`/portal/invoices/${invoice}/pdf`, {});
    expect(pdf.status).toBe(sees ? 200 : 403);
  });

  it.each(Object.keys(RIGHTS))('%s: what the home and the buttons offer', async (name) => {
    const given = RIGHTS[name] ?? [];
    const lea = await aContact(label, 'Léa', 'Martin');
    await grant(lea, given);
    const visitor = await enter(lea);
    const sees = given.includes('see');
    const home = await visitor.get('/portal');
    expect(home.all('nav a').map((link) => link.getAttribute('href'))).toEqual(
      sees ? ['/portal/sessions', '/portal/invoices', '/portal/me'] : ['/portal/me'],
    );
    expect(home.all('.notice')).toHaveLength(sees ? 0 : 1);
    const paying = await visitor.post('/portal/checkouts', { invoiceId: invoice });
    expect(paying.status).toBe(given.includes('pay') ? 303 : 403);
    const shown = sees
      ? (await visitor.get(`/portal/invoices/${invoice}`)).all('form[action="/portal/checkouts"]')
      : [];
    expect(shown).toHaveLength(given.includes('pay') ? 1 : 0);
  });

  it('taken away meanwhile end a payment that was begun', async () => {
    const lea = await aContact(label, 'Léa', 'Martin');
    await grant(lea);
    const visitor = await enter(lea);
    const { location } = await visitor.post('/portal/checkouts', { invoiceId: invoice });
    expect((await visitor.get(location ?? '')).status).toBe(200);
    await grant(lea, ['see']);
    const card = { cardNumber: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' };
    for (const path of [location ?? '', `${location}/return`]) expect((await visitor.get(path)).status, path).toBe(403);
    expect((await visitor.post(`${location}/card`, card)).status).toBe(403);
  });

  it('that no form shows yet are kept as they are', async () => {
    const lea = await aContact(label, 'Léa', 'Martin');
    await rawWrite(await studio.scope('owner'), (tx) =>
      tx.execute(sql`update client_contacts set portal_rights = '{see,pay,sign}' where id = ${lea.id}::uuid`),
    );
    await grant(lea, ['see']);
    const [row] = await readRows<{ rights: string[] }>(
      (await studio.scope()).db,
      sql`select to_jsonb(portal_rights) as rights from client_contacts where id = ${lea.id}::uuid`,
    );
    expect(row?.rights).toEqual(['see', 'sign']);
  });
});

describe('what a person does', () => {
  it('is told with the person’s name, and for whom', async () => {
    const label = await aCompany();
    const invoice = await anIssuedInvoice(owner, label);
    const [lea, paul] = [await aContact(label, 'Léa', 'Martin'), await aContact(label, 'Paul', 'Roy')];
    for (const person of [lea, paul]) await grant(person);
    const visitor = await enter(lea);
    expect((await logOf('portal.login'))?.details).toEqual({ step: 'entered', person: 'Léa Martin' });
    await visitor.post('/portal/checkouts', { invoiceId: invoice });
    expect(await logOf('payments.start')).toMatchObject({
      actor: 'Léa Martin',
      actor_id: lea.id,
      details: { actingFor: 'Label X' },
    });
    const told = 'Léa Martin, pour Label X, a ';
    expect((await owner.get(`/clients/${label}`)).one('#history').text).toContain(told);
    const log = await owner.get(`/settings/audit?actor=${lea.id}`);
    expect(log.text).toContain(told);
    expect(log.text).not.toContain('Paul Roy');
    const own = await visitor.get('/portal/access');
    expect(own.one('#activity').text).toContain(told);
    expect((await (await enter(paul)).get('/portal/access')).one('#activity').text).not.toContain('Léa');
  });
});

describe('a login', () => {
  it('is a person’s own: another of the same client can neither see nor end it', async () => {
    const label = await aCompany();
    const [lea, paul] = [await aContact(label, 'Léa', 'Martin'), await aContact(label, 'Paul', 'Roy')];
    for (const person of [lea, paul]) await grant(person);
    const [phone, desk, other] = [await enter(lea), await enter(lea), await enter(paul)];
    const page = await desk.get('/portal/access');
    expect(page.all('#logins li')).toHaveLength(2);
    const actions = page.all('#logins li form').map((form) => form.getAttribute('action') ?? '');
    for (const action of actions) expect((await other.post(action)).status).toBe(404);
    expect([await isIn(phone), await isIn(desk)]).toEqual([true, true]);
    const ended = await desk.post('/portal/access/revocation');
    expect([ended.status, await isIn(phone), await isIn(desk), await isIn(other)]).toEqual([303, false, true, true]);
    expect((await desk.post('/portal/access/revocation')).status, 'there is no other').toBe(404);
    const [last] = (await desk.get('/portal/access')).all('#logins li form');
    const left = await desk.post(last?.getAttribute('action') ?? '');
    expect([left.location, await isIn(desk), await isIn(other)]).toEqual(['/portal/login', false, true]);
  });

  const ENDS: Readonly<Record<string, (label: string, person: Person) => Promise<unknown>>> = {
    'the contact is removed': (label, { id }) => owner.post(`/clients/${label}/contacts/${id}/removal`),
    'access is closed': (_, { id }) => owner.post(`/portal-people/${id}`, { see: 'on', pay: 'on' }),
    'the client is archived': async (label) => archiveClient(await studio.scope('owner'), label as ClientId),
    'the address is corrected': (label, { id }) =>
      owner.post(`/clients/${label}/contacts/${id}`, { firstName: 'Léa', email: address('corrected') }),
    'the address is taken away': (label, { id }) =>
      owner.post(`/clients/${label}/contacts/${id}`, { firstName: 'Léa' }),
  };

  it.each(Object.keys(ENDS))('ends at the next request once %s', async (name) => {
    const label = await aCompany();
    const [lea, paul] = [await aContact(label, 'Léa', 'Martin'), await aContact(label, 'Paul', 'Roy')];
    for (const person of [lea, paul]) await grant(person);
    const [visitor, other, link] = [await enter(lea), await enter(paul), await mailedTo(lea.email)];
    await ENDS[name]?.(label, lea);
    expect((await visitor.get('/portal')).location).toMatch(/^\/portal\/login/);
    expect((await studio.visitor().post(link)).status).toBe(410);
    expect(await isIn(other)).toBe(name !== 'the client is archived');
    expect(await mailedTo(lea.email)).toBe('/none');
  });

  it('of one studio is worth nothing at another', async () => {
    const lea = await aContact(await aCompany(), 'Léa', 'Martin');
    await grant(lea);
    const thief = (await testStudio()).visitor();
    thief.cookies.set(COOKIE, (await enter(lea)).cookies.get(COOKIE) ?? '');
    expect((await thief.get('/portal/access')).location).toMatch(/^\/portal\/login/);
  });
});

describe('a person of two clients', () => {
  it('enters with one address, says for which, and can change', async () => {
    const email = address('agathe');
    const [label, artist] = [await aCompany(), await aClient(owner, { name: 'Noé Carlier' })];
    const [atLabel, atArtist] = [
      await aContact(label, 'Agathe', 'Simonin', email),
      await aContact(artist, 'Agathe', 'Simonin', email),
    ];
    await grant(atLabel);
    await grant(atArtist, ['see']);
    const visitor = studio.visitor();
    const entered = await visitor.post(await mailedTo(email), { next: '/portal/invoices' });
    expect(entered.location).toBe('/portal/clients?next=%2Fportal%2Finvoices');
    const choice = await visitor.follow(entered);
    expect(
      choice
        .all('main li .what')
        .map((name) => name.text)
        .sort(),
    ).toEqual(['Label X', 'Noé Carlier']);
    const form = choice.one('main li form');
    const personId = form.querySelector('[name=personId]')?.getAttribute('value') ?? '';
    const chosen = personId === atArtist.id ? 'Noé Carlier' : 'Label X';
    const before = visitor.cookies.get(COOKIE) ?? '';
    const switched = await visitor.post('/portal/clients', { personId, next: '/portal/invoices' });
    expect(switched.location).toBe('/portal/invoices');
    const page = await visitor.follow(switched);
    expect(page.one('.acting span').text).toBe(chosen);
    expect(page.one('.acting a').getAttribute('href')).toBe('/portal/clients');
    const old = studio.visitor();
    old.cookies.set(COOKIE, before);
    expect(await isIn(old)).toBe(false);

    const stranger = await aContact(label, 'Paul', 'Roy');
    await grant(stranger);
    for (const wanted of [stranger.id, label, artist, '01890000-0000-7000-8000-000000000000', ''])
      expect((await visitor.post('/portal/clients', { personId: wanted })).status, wanted).toBe(404);
    expect(await isIn(visitor)).toBe(true);
  });
});
