/** Whatever people type stays text: in every field of everything that has a page, on every page that shows it. */
import { beforeAll, expect, test } from 'vitest';
import { ACTIVATION_KINDS } from '#activations/model.ts';
import { roomActivation } from '#rooms/paths.ts';
import { type Tab, useBrowser } from '#testing/browser.ts';
import { meter } from '#testing/budget.ts';
import { basicStudio, create } from '#testing/fixtures.ts';
import { findForeign, HOSTILE_TEXTS } from '#testing/foreign.ts';
import type { TestStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const browser = useBrowser();
const DAY = '2027-04-06';
/** Some two hundred and fifty pages; machines that run tests are busy. */
const LONG = 400_000;
let studio: TestStudio;
let owner: Visitor;

/** Everything that carries one of the texts. */
interface Carrier {
  readonly text: string;
  readonly clientId: string;
  readonly roomId: string;
  readonly sessionId: string;
  readonly draftId: string;
  readonly invoiceId: string;
}
let carriers: Carrier[];

async function carry(text: string, index: number): Promise<Carrier> {
  const clientId = await addClient(text, index);
  const roomId = await create(owner, '/rooms', {
    ...{
      name: text,
      type: 'recording',
      color: '3',
      description: text,
      equipment: text,
      hourlyRate: '40',
      vatRate: '2000',
    },
  });
  for (const kind of ACTIVATION_KINDS) await owner.post(roomActivation(roomId, kind));
  const [startsAt, endsAt] = [`${DAY}T10:00`, `${DAY}T12:00`];
  const session = { title: text, kind: 'other', roomId, clientId, startsAt, endsAt, notes: text };
  const sessionId = await create(owner, '/sessions', session);
  await owner.post(`/sessions/${sessionId}/cancellation`, { reason: text });
  await owner.post(`/sessions/${sessionId}/cancellation/removal`);
  const draftId = await draft(clientId, text);
  const invoiceId = await draft(clientId, text);
  await owner.post(`/invoices/${invoiceId}/issuance`);
  await owner.post(`/invoices/${invoiceId}/sending`, { to: `client${index}@hostile.example` });
  await owner.post('/payments', {
    invoiceId,
    amount: '1',
    method: 'cash',
    receivedOn: '2026-01-05',
    reference: text,
    note: text,
  });
  return { text, clientId, roomId, sessionId, draftId, invoiceId };
}

async function addClient(text: string, index: number): Promise<string> {
  const names = [
    'name',
    'artistName',
    'prefix',
    'firstName',
    'middleName',
    'lastName',
    'suffix',
    'street',
    'postalCode',
  ];
  const others = [
    'city',
    'region',
    'notes',
    'deliveryAddress',
    'phone',
    'phonesLabel0',
    'phonesValue0',
    'customFieldsLabel0',
  ];
  const texts = Object.fromEntries([...names, ...others, 'customFieldsValue0'].map((name) => [name, text]));
  const fixed = { kind: index % 2 ? 'person' : 'company', email: `client${index}@hostile.example`, portalAccess: 'on' };
  const page = await owner.post('/clients', { ...texts, ...fixed, duplicates: 'accepted' });
  const refused = page.all('[aria-invalid=true]').map((field) => field.getAttribute('name') ?? '');
  const rest = Object.fromEntries(Object.entries(texts).filter(([name]) => !refused.includes(name)));
  const id =
    page.status === 303
      ? idIn(page.location)
      : await create(owner, '/clients', { ...rest, ...fixed, duplicates: 'accepted' });
  await owner.post(`/clients/${id}/notes`, { text, body: text, note: text });
  await owner.post(`/clients/${id}/contacts`, { name: text, title: text, phone: text, notes: text });
  return id;
}

const idIn = (location: string | null) => /[0-9a-f-]{36}/.exec(location ?? '')?.[0] ?? '';

async function draft(clientId: string, text: string): Promise<string> {
  const id = await create(owner, '/invoices', { clientId });
  const line = { description: text, detail: text, quantity: '1', unit: 'piece', unitPrice: '10', vat: 'S-2000' };
  await owner.post(`/invoices/${id}/lines`, line);
  await owner.post(`/invoices/${id}`, { notes: text, exemption: text });
  return id;
}

beforeAll(async () => {
  studio = await browser.studio();
  ({ owner } = await basicStudio(studio));
  carriers = [];
  for (const [index, text] of HOSTILE_TEXTS.entries()) carriers.push(await carry(text, index));
  await studio.jobsDone();
});

/** Opens a page and looks for what should not be there. */
async function look(tab: Tab, path: string): Promise<void> {
  await tab.goto(path);
  expect(await findForeign(tab.page), path).toEqual([]);
}

/** Textarea values lose a carriage return on their way through HTML, and nothing else. */
const typedIn = ({ page }: Tab, name: string) => page.locator(`[name="${name}"]`).first().inputValue();

test(
  'on the pages of each thing, and in the fields of its forms',
  async () => {
    const tab = await browser.tab({ studio, role: 'owner' });
    for (const { text, clientId, roomId, sessionId, draftId, invoiceId } of carriers) {
      await look(tab, `/clients/${clientId}`);
      expect(await tab.page.locator('h1').textContent()).toContain(text);
      await look(tab, `/clients/${clientId}/edit`);
      expect([await typedIn(tab, 'name'), await typedIn(tab, 'notes')]).toEqual([text, text]);
      await look(tab, `/rooms/${roomId}`);
      await look(tab, `/rooms/${roomId}/edit`);
      expect([await typedIn(tab, 'name'), await typedIn(tab, 'equipment')]).toEqual([text, text]);
      await look(tab, `/sessions/${sessionId}`);
      await look(tab, `/sessions/${sessionId}/edit`);
      expect([await typedIn(tab, 'title'), await typedIn(tab, 'notes')]).toEqual([text, text]);
      await look(tab, `/invoices/${draftId}`);
      await look(tab, `/invoices/${draftId}/edit`);
      await look(tab, `/invoices/${invoiceId}`);
      await look(tab, `/invoices/${invoiceId}/credit-note`);
      await look(tab, `/payments/new?invoiceId=${invoiceId}`);
    }
  },
  LONG,
);

test('in lists, the calendar, searches, choices and the trail of what was done', async () => {
  const tab = await browser.tab({ studio, role: 'owner' });
  for (const path of ['/', '/clients', '/clients?sort=newest', '/rooms', '/sessions', '/invoices', '/payments'])
    await look(tab, path);
  for (const view of ['day', 'week']) await look(tab, `/calendar?day=${DAY}&view=${view}`);
  for (const path of ['/sessions/new', '/invoices/new', '/settings/audit', '/clients/imports']) await look(tab, path);
  for (const text of HOSTILE_TEXTS) await look(tab, `/search?q=${encodeURIComponent(text)}`);
  await tab.goto('/clients');
  await tab.page.keyboard.press('Control+k');
  const { quiet } = await meter(tab.page);
  for (const text of HOSTILE_TEXTS.slice(0, 6)) {
    const answered = tab.page.waitForResponse((response) => response.url().includes('/search/palette'));
    await tab.page.locator('#palette input').fill(text);
    await answered;
    await quiet();
    expect(await findForeign(tab.page), text).toEqual([]);
  }
});

test('in addresses that lead nowhere, and in what a login is asked for', async () => {
  const tab = await browser.tab({ studio });
  tab.expectStatus(400, 404, 410);
  for (const text of HOSTILE_TEXTS) {
    const typed = encodeURIComponent(text);
    await look(tab, `/login?next=${typed}`);
    await look(tab, `/nowhere/${typed}`);
    await look(tab, `/portal/entry/${typed}`);
  }
});

/** Puts the texts into every field that takes some, each into another one. */
function fillEverything({ page }: Tab, form: string, round: number): Promise<void> {
  return page.evaluate(
    ({ selector, texts, offset }) => {
      const found = [...document.querySelectorAll<HTMLFormElement>('main form')].find((each) => each.matches(selector));
      if (!found) throw new Error(`there is no ${selector}`);
      found.noValidate = true;
      const fields = [...found.elements].filter(
        (field): field is HTMLInputElement | HTMLTextAreaElement =>
          field instanceof HTMLTextAreaElement ||
          (field instanceof HTMLInputElement && /^(text|tel|url|email|search)$/.test(field.type)),
      );
      for (const [index, field] of fields.entries()) field.value = texts[(index + offset) % texts.length] ?? '';
      found.requestSubmit();
    },
    { selector: form, texts: [...HOSTILE_TEXTS], offset: round * 7 },
  );
}

const FORMS = [
  ['/clients/new', '[action="/clients"]'],
  ['/rooms/new', '[action="/rooms"]'],
  ['/sessions/new', '[action="/sessions"]'],
  ['/settings/studio', '[action="/settings/studio"]'],
  ['/settings/company', '[action="/settings/company"]'],
  ['/settings/billing', '[action="/settings/billing"]'],
  ['/settings/profile', '[action="/settings/profile"]'],
] as const;

test.each(FORMS)('in the form of %s, accepted or refused, and everywhere afterwards', async (path, form) => {
  const tab = await browser.tab({ studio, role: 'owner' });
  tab.expectStatus(422, 409);
  for (const round of [0, 1, 2]) {
    await tab.goto(path);
    const loaded = tab.page.waitForEvent('load');
    await fillEverything(tab, form, round);
    await loaded;
    expect(await findForeign(tab.page), `${path} ${round}`).toEqual([]);
  }
  for (const shown of ['/', '/settings', '/login', '/settings/audit']) await look(tab, shown);
});

test('in the portal of a studio and a client of such names', async () => {
  const tab = await browser.tab({ studio });
  for (const [index, { text, invoiceId }] of carriers.entries()) {
    await owner.post('/settings/studio', { name: text, locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR' });
    await studio.visitor().post('/portal/login', { email: `client${index}@hostile.example` });
    await studio.jobsDone();
    await look(tab, /http\S+\/portal\/entry\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '');
    expect(await tab.page.title()).toContain(text);
    await tab.page.locator('main form button').click();
    await tab.page.waitForURL('**/portal');
    expect(await findForeign(tab.page)).toEqual([]);
    for (const path of ['sessions', 'invoices', `invoices/${invoiceId}`, 'me']) await look(tab, `/portal/${path}`);
    await owner.post(`/invoices/${invoiceId}/sending`, { to: `client${index}@hostile.example` });
    await studio.jobsDone();
    await look(tab, /http\S+\/pay\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '');
  }
});
