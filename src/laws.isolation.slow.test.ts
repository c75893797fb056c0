/** Nothing of one studio is told to, or changed by, the people of another: a word that is in all of one is looked for in all that the other answers. */
import { beforeAll, describe, expect, test } from 'vitest';
import { isTableOfPublicRoute } from '#laws.public.ts';
import { fill, isUnsafe, listRoutes, type Route } from '#laws.routes.ts';
import { type Connected, connect } from '#platform/db/client.ts';
import {
  aBooking,
  aDraft,
  anIssuedInvoice,
  type BasicStudio,
  basicStudio,
  create,
  mayIssue,
} from '#testing/fixtures.ts';
import { mainVisitor, signedIn } from '#testing/main-host.ts';
import { type Opened, openAll } from '#testing/open-all.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { givePasswords } from '#testing/two-factor.ts';
import type { Fields, Visitor } from '#testing/visit.ts';
import { tablesWritten, watchWrites } from '#testing/watch-writes.ts';

/** In every name, text and address of the first studio, and in nothing else. */
const CANARY = 'zkanari';
const LONG = 300_000;

type Ids = Readonly<Record<string, string>>;

let alpha: TestStudio;
let beta: TestStudio;
let ofAlpha: Ids;
let ofBeta: Ids;
let atBeta: BasicStudio;
let own: Connected;
let routes: readonly Route[];

/** Something of everything, with a text in each field that takes one. */
async function fillStudio(
  studio: TestStudio,
  text: string,
): Promise<{ readonly ids: Ids; readonly basics: BasicStudio }> {
  const basics = await basicStudio(studio);
  await mayIssue(studio);
  const { owner, clientId, clientEmail } = basics;
  const room = { name: `Salle ${text}`, type: 'mixing', color: '3', vatRate: '2000', hourlyRate: '50' };
  const rooms = await create(owner, '/rooms', { ...room, description: text, equipment: text });
  const names = {
    kind: 'person',
    name: `Mona ${text}`,
    email: clientEmail,
    portalAccess: 'on',
    notes: text,
    city: text,
  };
  await owner.post(`/clients/${clientId}`, { ...names, artistName: text });
  await owner.post(`/clients/${clientId}/notes`, { note: `Note ${text}` });
  const company = await create(owner, '/clients', { kind: 'company', name: `Label ${text}` });
  await owner.post(`/clients/${company}/contacts`, { firstName: 'Lou', lastName: text, email: `lou@${text}.example` });
  await owner.post(`/clients/${company}/members`, { memberId: clientId, role: text });
  const when = { startsAt: '2026-12-01T10:00', endsAt: '2026-12-01T12:00' };
  const title = { title: `Prise ${text}`, notes: text };
  const sessions = await aBooking(owner, basics.roomId, when, { clientId, ...title });
  const line = { description: `Mixage ${text}` };
  const invoices = await anIssuedInvoice(owner, clientId, [line]);
  await owner.post(`/invoices/${await aDraft(owner, clientId, [line])}`, { notes: text });
  await owner.post(`/invoices/${invoices}/sending`, { to: clientEmail });
  const payment = { invoiceId: invoices, amount: '1', method: 'cash', receivedOn: '2026-11-19', reference: text };
  await owner.post('/payments', { ...payment, note: text });
  await owner.post('/settings/members/invitations', { email: `nina@${text}.example`, role: 'user' });
  const file = new File([`Nom;Mail\nZoé ${text};zoe@${text}.example\n`], `${text}.csv`, { type: 'text/csv' });
  const upload = (await owner.post('/clients/imports', { file }, { multipart: true })).location ?? '';
  await studio.jobsDone();
  const imports = /[0-9a-f-]{36}/.exec(upload)?.[0] ?? '';
  const members = studio.members.manager.id;
  return { basics, ids: { rooms, clients: clientId, sessions, invoices, imports, members } };
}

beforeAll(async () => {
  [alpha, beta] = [await testStudio({ slug: CANARY, name: `Studio ${CANARY}` }), await testStudio()];
  alpha.clock.set('2026-11-20T13:42:00+01:00');
  ({ ids: ofAlpha } = await fillStudio(alpha, CANARY));
  ({ ids: ofBeta, basics: atBeta } = await fillStudio(beta, 'autre'));
  await givePasswords(beta, 'manager');
  const { cluster, platform } = alpha.installation;
  await platform.dispatcher.idle();
  own = connect(cluster.admin(alpha.studio.database), { max: 1, name: 'law', idleSeconds: 0 });
  await watchWrites(own);
  routes = listRoutes(beta).filter(({ path }) => path !== '/live' && !isTableOfPublicRoute(path));
  return () => own.sql.end({ timeout: 1 });
}, LONG);

/** Every GET route with these ids, and what finds every client by a first name that both studios have. */
function addresses(table: Route['table'], ids: Ids): string[] {
  const reads = routes.filter((route) => route.table === table && !isUnsafe(route));
  const searches = ['/search?q=mona', '/search/palette?q=mona', '/clients?q=mona', '/sessions?q=prise'];
  const given = [`/invoices/new?clientId=${ids.clients}`, `/payments/new?invoiceId=${ids.invoices}`];
  const booked = `/sessions/new?roomId=${ids.rooms}&clientId=${ids.clients}&startsAt=2026-12-01T10:00&endsAt=2026-12-01T12:00`;
  return [...reads.map(({ path }) => fill(path, ids)), ...(table === 'studio' ? [...searches, ...given, booked] : [])];
}

const tells = (text: string) => text.toLowerCase().includes(CANARY);
const tellers = (answers: readonly Opened[]) => [
  ...new Set(answers.filter(({ text }) => tells(text)).map(({ path }) => path)),
];

async function asClient(studio: TestStudio, email: string): Promise<Visitor> {
  const visitor = studio.visitor();
  await visitor.post('/portal/login', { email });
  await studio.jobsDone();
  await visitor.post(new URL(/https?:\/\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '').pathname);
  return visitor;
}

const VISITORS: Readonly<Record<string, () => Promise<Visitor>>> = {
  'the owner': () => beta.as('owner'),
  'the admin': () => beta.as('admin'),
  'the manager': () => beta.as('manager'),
  'the user': () => beta.as('user'),
  'a client with an address that both studios know': () => asClient(beta, atBeta.clientEmail),
  'a stranger': async () => beta.visitor(),
};

describe('what another studio has', { timeout: LONG }, () => {
  test('is all over its own pages', async () => {
    const told = tellers(await openAll(await alpha.as('owner'), addresses('studio', ofAlpha)));
    expect(told.length).toBeGreaterThan(60);
    for (const kind of ['rooms', 'clients', 'sessions', 'invoices'])
      expect(told).toContain(`/${kind}/${ofAlpha[kind]}`);
    for (const file of [
      '/clients/export.csv',
      '/clients/export.vcf',
      '/sessions/export.csv',
      '/settings/audit/export.jsonl',
    ])
      expect(told).toContain(file);
    const portal = tellers(await openAll(await asClient(alpha, 'mona@vasseur.example'), ['/portal']));
    expect(portal).toEqual(expect.arrayContaining(['/portal', '/portal/sessions', '/portal/invoices']));
  });

  test.each(Object.keys(VISITORS))('is told in no answer to %s', async (who) => {
    const visitor = await VISITORS[who]?.();
    if (!visitor) throw new Error(`no such visitor: ${who}`);
    const answers = await openAll(visitor, [...addresses('studio', ofAlpha), ...addresses('studio', ofBeta)]);
    expect(tellers(answers)).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  test('is told in no answer of the main host to a user of this studio', async () => {
    const visitor = await signedIn(mainVisitor(beta), beta.members.manager);
    const answers = await openAll(visitor, addresses('main', ofAlpha));
    expect(tellers(answers)).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(10);
  });

  test('has ids that answer as those of nothing do', async () => {
    const owner = await beta.as('owner');
    const reads = routes.filter((route) => route.table === 'studio' && !isUnsafe(route)).map(({ path }) => path);
    const named = reads.filter((path) => fill(path, ofAlpha) !== fill(path));
    expect(named.length).toBeGreaterThan(15);
    for (const path of named) {
      const [foreign, missing] = [await owner.get(fill(path, ofAlpha)), await owner.get(fill(path))];
      expect([foreign.status, path]).toEqual([missing.status, path]);
      expect(foreign.status, path).toBeGreaterThan(300);
    }
  });

  test('is changed by no form, told by no refusal, and in no mail', async () => {
    const { clients, rooms, sessions, invoices, members } = ofAlpha;
    const fields: Fields = {
      ...{
        clientId: clients,
        roomId: rooms,
        sessionId: sessions,
        invoiceId: invoices,
        userId: members,
        memberId: members,
      },
      ...{ personId: clients, contactId: clients, id: clients, lineId: invoices, studioId: alpha.studio.id },
      ...{
        name: 'Mona',
        title: 'Prise',
        kind: 'person',
        email: alpha.members.owner.email,
        startsAt: '2026-12-01T10:00',
      },
      ...{
        endsAt: '2026-12-01T12:00',
        amount: '1',
        method: 'cash',
        receivedOn: '2026-11-19',
        reason: 'Essai',
        to: 'a@b.example',
      },
    };
    await alpha.jobsDone();
    await alpha.installation.platform.services.batches.flush();
    const before = await tablesWritten(own);
    const told: string[] = [];
    let taken = 0;
    const forms = routes.filter((route) => route.table === 'studio' && isUnsafe(route));
    for (const { path } of forms) {
      await alpha.installation.platform.control.sql`delete from throttles`;
      // Some end the login.
      const visitor = path.startsWith('/portal/') ? await beta.as('manager') : await beta.as('owner');
      const answer = await visitor
        .post(fill(path, ofAlpha), fields, { headers: { accept: 'text/html' } })
        .catch(() => null);
      if (answer?.status === 303) taken += 1;
      const echoed = answer?.text.replaceAll(alpha.members.owner.email, '') ?? '';
      if (tells(echoed)) told.push(path);
    }
    await beta.jobsDone();
    expect(forms.length).toBeGreaterThan(70);
    expect(taken).toBeGreaterThan(10);
    expect(told).toEqual([]);
    expect(await tablesWritten(own)).toEqual(before);
    expect(beta.mails().filter(({ to, ...mail }) => tells(JSON.stringify(mail)))).toEqual([]);
  });
});
