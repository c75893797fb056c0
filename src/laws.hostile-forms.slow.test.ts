/** Whatever is sent to a form, the answer is the sender's fault or none: never a 5xx. */
import { beforeAll, describe, expect, test } from 'vitest';
import { accessOf } from '#platform/http/access.ts';
import { aBooking, aDraft, anIssuedInvoice, basicStudio, create, LINE, mayIssue } from '#testing/fixtures.ts';
import { type FoundForm, findForms, formsOn, routeKind } from '#testing/forms.ts';
import { type HostileBody, oddBodies, oddNames, oddValues } from '#testing/hostile-forms.ts';
import { addPasskey } from '#testing/passkeys.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import { givePassword, givePasswords, withSecondFactor } from '#testing/two-factor.ts';
import { createVisitor, type Visitor } from '#testing/visit.ts';

const NO_PAGE = '';

let studio: TestStudio;
let starts: readonly string[];
let clientEmail: string;
let issued: string;
let byHand: readonly FoundForm[];

beforeAll(async () => {
  studio = await testStudio();
  await mayIssue(studio);
  const { owner, roomId, otherRoomId, clientId, ...basic } = await basicStudio(studio);
  clientEmail = basic.clientEmail;
  const company = await create(owner, '/clients', { kind: 'company', name: 'Label', email: 'label@vasseur.example' });
  const gone = await create(owner, '/clients', { kind: 'person', name: 'Parti' });
  await owner.post(`/clients/${gone}/archival`);
  await owner.post(`/clients/${company}/contacts`, { firstName: 'Lou' });
  await owner.post('/settings/members/invitations', { email: 'nina@costa.example', role: 'user' });
  await owner.post(`/clients/${company}/members`, { memberId: clientId });
  await owner.post(`/clients/${clientId}/notes`, { note: 'Note' });
  const file = new File(['Nom;Mail\nZoé;zoe@vasseur.example\n'], 'clients.csv', { type: 'text/csv' });
  const upload = async () => (await owner.post('/clients/imports', { file }, { multipart: true })).location ?? '';
  const [mapped, unmapped] = [await upload(), await upload()];
  await owner.post(`${mapped}/mapping`, { encoding: 'utf-8', delimiter: ';', hasHeadings: 'on', column0: 'name' });
  await studio.jobsDone();
  const day = (hour: string) => `2026-10-01T${hour}:00`;
  const past = await aBooking(owner, roomId, { startsAt: day('10'), endsAt: day('12') }, { clientId });
  const next = { startsAt: '2027-10-01T10:00', endsAt: '2027-10-01T12:00' };
  const coming = await aBooking(owner, roomId, next, { clientId });
  const cancelled = await aBooking(owner, otherRoomId, next, { clientId });
  await owner.post(`/sessions/${cancelled}/cancellation`, { reason: 'Malade' });
  const archived = await create(owner, '/rooms', { name: 'Ancienne', type: 'mixing', color: '3', vatRate: '2000' });
  await owner.post(`/rooms/${archived}/archival`);
  const inactive = await create(owner, '/rooms', { name: 'Neuve', type: 'mixing', color: '3', vatRate: '2000' });
  const draft = await aDraft(owner, clientId, [LINE, LINE]);
  issued = await anIssuedInvoice(owner, clientId);
  byHand = await formsByHand(owner, clientId, draft);
  // Another of the owner's browsers.
  await studio.as('owner');
  for (const _ of [1, 2]) await addPasskey(studio, owner);
  await givePasswords(studio, 'owner');
  const { backupCodes } = await withSecondFactor(studio, 'owner');
  const { visitor: remembered } = await givePassword(studio, 'owner');
  await remembered.post('/login/second-factor', { backupCode: backupCodes[0], remember: 'on' });
  await studio.jobsDone();
  starts = [
    ...[`/clients/${clientId}`, `/clients/${company}`, `/clients/${gone}`, mapped, `${unmapped}/mapping`],
    ...[
      `/sessions/${past}`,
      `/sessions/${coming}`,
      `/sessions/${cancelled}`,
      `/rooms/${archived}`,
      `/rooms/${inactive}`,
    ],
    ...[
      `/rooms/${otherRoomId}`,
      `/invoices/${draft}`,
      `/invoices/${draft}/edit`,
      `/invoices/${issued}`,
      `/payments/new?invoiceId=${issued}`,
    ],
    '/',
  ];
});

/** Each with what it takes to come in again: some forms end the login. */
const PEOPLE: Readonly<Record<string, () => Promise<{ visitor: Visitor; starts: readonly string[] }>>> = {
  'a client': async () => {
    const visitor = await asClient();
    const checkout = await create(visitor, '/portal/checkouts', { invoiceId: issued });
    return { visitor, starts: ['/portal', '/portal/invoices', `/portal/checkouts/${checkout}`] };
  },
  'a stranger': async () => {
    const reset = await mailedLink('/password-resets', studio.members.user.email);
    const entry = await mailedLink('/portal/login', clientEmail);
    return { visitor: studio.visitor(), starts: ['/login', '/password-resets', '/portal/login', reset, entry] };
  },
  'a user half-way in': async () => {
    const { visitor } = await givePassword(studio, 'owner');
    return { visitor, starts: ['/login/second-factor'] };
  },
  'a visitor of the main host': async () => {
    const { app, platform } = studio.installation;
    return { visitor: createVisitor({ app, origin: platform.options.publicUrl.origin }), starts: ['/', '/sign-up'] };
  },
  // Last: the others need what an owner can change.
  'the owner': async () => ({ visitor: await studio.as('owner'), starts }),
};

async function mailedLink(path: string, email: string): Promise<string> {
  await forgetTries();
  await studio.visitor().post(path, { email });
  await studio.jobsDone();
  return pathIn(studio.mails().at(-1)?.text);
}

function pathIn(mail = ''): string {
  return new URL(/https?:\/\/\S+/.exec(mail)?.[0] ?? '').pathname;
}

async function asClient(): Promise<Visitor> {
  const visitor = studio.visitor();
  await visitor.post(await mailedLink('/portal/login', clientEmail));
  return visitor;
}

/** Throttled requests are answered before the form is read. */
async function forgetTries(): Promise<void> {
  await studio.installation.platform.control.sql`delete from throttles`;
}

async function send(visitor: Visitor, { action }: FoundForm, { type, body }: HostileBody): Promise<Response> {
  const headers: Record<string, string> = { accept: 'text/html', 'sec-fetch-site': 'same-origin' };
  headers.origin = studio.origin;
  if (type !== '') headers['content-type'] = type;
  return visitor.request(action, { method: 'POST', body, headers });
}

/** Those whose page needs more than is here: a script, a deleted draft, an overdue invoice, a logo, a studio just made. */
async function formsByHand(owner: Visitor, clientId: string, draft: string): Promise<readonly FoundForm[]> {
  const deleted = await aDraft(owner, clientId);
  await owner.post(`/invoices/${deleted}/removal`);
  const sent = await anIssuedInvoice(owner, clientId);
  await owner.post(`/invoices/${sent}/sending`, { to: clientEmail });
  await studio.jobsDone();
  const pay = pathIn(studio.mails().at(-1)?.text);
  const checkout = await create(studio.visitor(), `${pay}/checkouts`, { invoiceId: sent });
  const actions = [
    ...['/confirmations/some-token', '/settings/confirmation', '/clients/choices', '/settings/logo/removal'],
    ...['/welcome/some-token', '/invitations/some-token', '/webhooks/payments/local', '/settings/members/departure'],
    ...['/proof', '/login/recovery', '/recoveries/some-token'],
    ...[`/settings/members/${studio.members.user.id}/second-factor/removal`],
    ...['/settings/two-factor', '/hand-overs', `/me/invitations/${studio.studio.id}/acceptance`, '/me/studios'],
    ...['/portal/login/code', '/portal/access/revocation', '/portal/clients'],
    ...[
      `/invoices/${sent}/reminder`,
      `/invoices/${sent}/reminder/withdrawal`,
      `/invoices/${sent}/links/removal`,
      `/invoices/${deleted}/restoration`,
    ],
    ...[`/invoices/${draft}/lines`, `${pay}/checkouts`, `${pay}/checkouts/${checkout}/card`],
  ];
  return actions.map((action) => ({ action, page: NO_PAGE, fields: { name: '', email: '' }, files: [] }));
}

/** What was taken may have changed what the form was about. */
async function readAgain(visitor: Visitor, form: FoundForm): Promise<FoundForm> {
  const shown = form.page === NO_PAGE ? [] : await formsOn(visitor, form.page);
  return shown.find(({ action }) => action === form.action) ?? form;
}

const met: string[] = [];

describe('no form answers 5xx, whatever is sent', () => {
  test.each(Object.keys(PEOPLE))('by %s', { timeout: 600_000 }, async (who) => {
    const enter = PEOPLE[who];
    if (!enter) throw new Error(`no such person: ${who}`);
    const first = await enter();
    const forms = await findForms(first.visitor, first.starts);
    const faults: string[] = [];
    for (const found of who === 'the owner' ? [...forms, ...byHand] : forms) {
      met.push(found.action.split('?')[0] ?? '');
      let [{ visitor }, form] = [await enter(), found];
      for (const body of [...oddBodies(form), ...oddNames(form), ...oddValues(form)]) {
        await forgetTries();
        const { status } = await send(visitor, form, body);
        if (status >= 500) faults.push(`${routeKind(form.action)}: ${status} for ${body.what}`);
        if (status < 400) form = await readAgain(visitor, form);
      }
    }
    expect(faults).toEqual([]);
  });

  test('and every form was met', () => {
    const { tables } = studio.installation.built;
    const routes = [...tables.studio.routes, ...tables.main.routes].filter(
      ({ method, handler }) => method === 'POST' && accessOf(handler),
    );
    const patterns = [...new Set(routes.map(({ path }) => path))];
    const isMet = (pattern: string) => {
      const address = new RegExp(`^${pattern.replace(/:\w+(\{[^}]*\})?/g, '[^/]+')}$`);
      return met.some((action) => address.test(action));
    };
    expect(patterns.filter((pattern) => !isMet(pattern))).toEqual([]);
  });
});
