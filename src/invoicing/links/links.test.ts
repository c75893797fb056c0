import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readRows } from '#platform/db/raw.ts';
import { aBooking, aClient, anIssuedInvoice, aRoom, create, mayIssue } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const NOON = '2026-11-20T12:00:00Z';
const GOOD = { cardNumber: '4242 4242 4242 4242', expiry: '12/27', cvc: '123' };

let studio: TestStudio;
let owner: Visitor;
let clientId: string;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set(NOON);
  owner = await studio.as('owner');
  await mayIssue(studio, { phone: '+33 1 44 00 00 00' });
  clientId = await aClient(owner, { name: 'Mona Vasseur' });
});

beforeEach(() => studio.clock.set(NOON));

/** Sends it, and takes the link out of the mail. */
async function linkTo(invoiceId: string, where = studio, sender = owner): Promise<string> {
  await sender.post(`/invoices/${invoiceId}/sending`, { to: 'mona@vasseur.example' });
  await where.jobsDone();
  return linkIn(where);
}

function linkIn(where = studio): string {
  const link = /https?:\/\/\S+\/pay\/\S+/.exec(where.mails().at(-1)?.text ?? '')?.[0];
  if (!link?.startsWith(where.origin)) throw new Error(`the last mail has no link: ${where.mails().at(-1)?.text}`);
  return new URL(link).pathname;
}

async function anInvoiceWithLink(): Promise<{ readonly id: string; readonly link: string }> {
  const id = await anIssuedInvoice(owner, clientId);
  return { id, link: await linkTo(id) };
}

/** Everything that a request could have left behind. */
async function traces(): Promise<readonly unknown[]> {
  return readRows(
    (await studio.scope()).db,
    sql`select (select count(*) from audit) as audit, (select count(*) from effects) as effects, (select count(*) from outbox) as outbox,
      (select count(*) from portal_logins) as logins, (select count(*) from checkouts) as checkouts,
      (select md5(string_agg(to_jsonb(l)::text, '' order by id)) from invoice_links l) as links`,
  );
}

const stranger = () => studio.visitor();
const actionOf = (page: TestPage) => page.one('main form').getAttribute('action') ?? '';

async function start(link: string, invoiceId: string, visitor = stranger()): Promise<TestPage> {
  return visitor.post(`${link}/checkouts`, { invoiceId });
}

describe('the link in a mail', () => {
  it('shows the invoice at once, any number of times, without a cookie, and writes nothing', async () => {
    const { link } = await anInvoiceWithLink();
    const before = await traces();
    for (const visitor of [stranger(), stranger()])
      for (let time = 0; time < 2; time += 1) {
        const page = await visitor.get(link);
        expect(page.status).toBe(200);
        expect(page.one('h1').text).toBe('120,00\u00a0€');
        expect(page.one('main').text).toContain('À régler au plus tard le 20\u00a0décembre\u00a02026');
        expect(page.one('main').text).toContain('Prise de voix');
        expect(page.one('main').text).toContain('FR14 2004 1010 0505 0001 3M02 606');
        expect(page.one('.code svg path').getAttribute('d')).toMatch(/^M4 4h7v1h-7z/);
        expect(page.one('a[href^="tel:"]').getAttribute('href')).toBe('tel:+33144000000');
        expect(page.one('main form button').text).toBe('Payer 120,00\u00a0€ par carte');
        expect([page.all('script').length, page.all('header nav').length]).toEqual([0, 0]);
        expect(page.headers.get('cache-control')).toBe('no-store');
        const pdf = await visitor.get(`${link}/pdf`);
        expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
        expect(visitor.cookies.size).toBe(0);
      }
    expect(await traces()).toEqual(before);
  });

  it('is in the document and the reminder, one for each mail, whether the client may enter the portal or not', async () => {
    const id = await anIssuedInvoice(owner, clientId);
    const first = await linkTo(id);
    expect(studio.mails().at(-1)?.text).toContain('Pour la consulter et la régler');
    studio.clock.set('2026-11-21T12:00:00Z');
    await owner.post(`/invoices/${id}/reminder`);
    await studio.jobsDone();
    const second = linkIn();
    expect(second).not.toBe(first);
    for (const link of [first, second]) expect((await stranger().get(link)).status).toBe(200);
  });

  it('pays, and then says so with the day', async () => {
    const { id, link } = await anInvoiceWithLink();
    const visitor = stranger();
    const page = await visitor.get(link);
    const requestKey = page.one('[name=requestKey]').getAttribute('value') ?? '';
    const begun = await visitor.post(actionOf(page), { invoiceId: id, requestKey });
    const again = await visitor.post(actionOf(page), { invoiceId: id, requestKey });
    expect([again.location, again.headers.get('idempotent-replayed')]).toEqual([begun.location, 'true']);
    const card = await visitor.follow(begun);
    expect(card.one('main p.small a').getAttribute('href')).toBe(link);
    const done = await visitor.follow(await visitor.post(actionOf(card), GOOD));
    expect(done.one('h1').text).toBe('Paiement reçu');
    expect(done.one('main .row a').getAttribute('href')).toBe(link);
    const after = await visitor.get(link);
    expect(after.one('.notice h2').text).toBe('Réglée le 20\u00a0novembre\u00a02026');
    expect(after.all('main form, .code')).toHaveLength(0);
    expect((await visitor.post(`${link}/checkouts`, { invoiceId: id })).status).toBe(409);
    expect((await owner.get(`/invoices/${id}`)).one('.head .chip').text).toBe('Réglée');
    expect([...visitor.cookies.keys()].filter((name) => !name.includes('flash'))).toEqual([]);
  });

  it('leaves nothing in the database that would open it', async () => {
    const { id, link } = await anInvoiceWithLink();
    const page = await stranger().get(link);
    const requestKey = page.one('[name=requestKey]').getAttribute('value') ?? '';
    expect((await stranger().post(`${link}/checkouts`, { invoiceId: id, requestKey })).status).toBe(303);
    const kept = await readRows<{ text: string }>(
      (await studio.scope()).db,
      sql`select to_jsonb(k)::text as text from request_keys k union all select to_jsonb(a)::text from audit a
        union all select to_jsonb(l)::text from invoice_links l union all select to_jsonb(o)::text from outbox o`,
    );
    const signature = link.split('.').at(-1) ?? '';
    expect(signature.length).toBeGreaterThan(40);
    expect([...kept].filter(({ text }) => text.includes(signature))).toEqual([]);
    expect([...kept].some(({ text }) => text.includes('checkouts/'))).toBe(true);
  });

  it('shows a credited invoice as such, and does not take money for it', async () => {
    const { id, link } = await anInvoiceWithLink();
    await create(owner, `/invoices/${id}/credit-note`, { reason: 'Erreur' });
    const page = await stranger().get(link);
    expect(page.one('.notice h2').text).toMatch(/^Annulée par l’avoir AV-2026-\d{4}$/);
    expect(page.all('main form, .code')).toHaveLength(0);
    expect((await start(link, id)).status).toBe(409);
  });

  it('gives the session that is billed to a calendar', async () => {
    const room = await aRoom(owner);
    const when = { startsAt: '2026-11-24T10:00', endsAt: '2026-11-24T18:00' };
    const sessionId = await aBooking(owner, room, when, { clientId, title: 'Voix, prise 2' });
    const id = await create(owner, '/invoices', { clientId, sessionId });
    await create(owner, `/invoices/${id}/issuance`);
    const link = await linkTo(id);
    const page = await stranger().get(link);
    expect(page.one('section[aria-labelledby=session]').text.replace(/\s+/g, ' ')).toContain('Mardi 24 novembre');
    const file = await stranger().get(page.one('a[href$=".ics"]').getAttribute('href') ?? '');
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(file.text).toContain('DTSTART:20261124T090000Z\r\nDTEND:20261124T170000Z\r\nSUMMARY:Voix\\, prise 2');
    await owner.post(`/sessions/${sessionId}/cancellation`, { reason: '' });
    expect((await stranger().get(`${link}/session.ics`)).status).toBe(404);
    expect((await stranger().get((await anInvoiceWithLink()).link)).all('a[href$=".ics"]')).toHaveLength(0);
  });
});

describe('a link that opens nothing', () => {
  /** The one answer, on every address below it. */
  async function expectGone(link: string, where = studio, visitor = where.visitor()): Promise<void> {
    for (const path of ['', '/pdf', '/session.ics', '/checkouts/01890000-0000-7000-8000-000000000000']) {
      const page = await visitor.get(link + path);
      expect([page.status, page.location], link + path).toEqual([410, null]);
      expect(page.one('h1').text).toBe('Ce lien ne s’ouvre plus');
      expect(page.one('a[href="/portal/login"]').text).toBe('Recevoir un lien de connexion');
    }
    const posted = await visitor.post(`${link}/checkouts`, { invoiceId: '01890000-0000-7000-8000-000000000000' });
    expect([posted.status, posted.location]).toEqual([410, null]);
  }

  it('is changed by one letter, or made of the id of one and the signature of another', async () => {
    const [one, other] = [await anInvoiceWithLink(), await anInvoiceWithLink()];
    const [id = '', signature = ''] = one.link.split('.');
    const last = signature.endsWith('A') ? 'B' : 'A';
    const [otherId = ''] = other.link.split('.');
    const wrong = [`${id}.${signature.slice(0, -1)}${last}`, `${otherId}.${signature}`, id, `${id}.`, `/pay/x`];
    for (const link of wrong) await expectGone(link);
    expect((await stranger().get(wrong[0] ?? '')).one('main').text).toContain('compta@studiolumen.example');
  });

  it('is another studio’s', async () => {
    const beta = await testStudio();
    beta.clock.set(NOON);
    await expectGone((await anInvoiceWithLink()).link, beta);
  });

  it('has expired: after 180 days, or 60 after the invoice was settled', async () => {
    const [{ link }, settled] = [await anInvoiceWithLink(), await anInvoiceWithLink()];
    await owner.post('/payments', { invoiceId: settled.id, amount: '120' });
    studio.clock.set('2027-01-19T11:59:00Z');
    expect((await stranger().get(settled.link)).status).toBe(200);
    studio.clock.set('2027-01-19T12:01:00Z');
    await expectGone(settled.link);
    studio.clock.set('2027-05-19T11:59:00Z');
    expect((await stranger().get(link)).status).toBe(200);
    studio.clock.set('2027-05-19T12:01:00Z');
    await expectGone(link);
  });

  it('was withdrawn by who may send, and a new mail has a new one', async () => {
    const { id, link } = await anInvoiceWithLink();
    const shown = await owner.get(`/invoices/${id}`);
    expect(shown.one('main').text).toContain('ouvre ce document sans connexion');
    const removal = `/invoices/${id}/links/removal`;
    expect((await (await studio.as('user')).post(removal)).status).toBe(403);
    expect((await stranger().get(link)).status).toBe(200);
    const page = await owner.follow(await owner.post(removal));
    expect(page.all(`form[action="${removal}"]`)).toHaveLength(0);
    expect(page.one('main').text).toContain('a retiré les liens envoyés');
    await expectGone(link);
    expect((await owner.post(removal)).status).toBe(409);
    expect((await stranger().get(await linkTo(id))).status).toBe(200);
    await expectGone(link);
  });
});

describe('who holds a link', () => {
  it('reaches no other page, and no other invoice of the same client', async () => {
    const [own, other] = [await anInvoiceWithLink(), await anInvoiceWithLink()];
    const visitor = stranger();
    await visitor.get(own.link);
    for (const path of ['/portal', '/portal/invoices', `/portal/invoices/${own.id}`, `/invoices/${own.id}`])
      expect((await visitor.get(path)).location, path).toMatch(/^\/(portal\/)?login/);
    expect((await start(own.link, other.id)).status).toBe(404);
    const theirs = (await start(other.link, other.id)).location?.split('/').at(-1);
    for (const path of [`/checkouts/${theirs}`, `/checkouts/${theirs}/return`])
      expect((await visitor.get(own.link + path)).status, path).toBe(404);
    expect((await visitor.post(`${own.link}/checkouts/${theirs}/card`, GOOD)).status).toBe(404);
    const [state] = await readRows<{ status: string }>(
      (await studio.scope()).db,
      sql`select status from checkouts where id = ${theirs}`,
    );
    expect(state?.status).toBe('open');
  });

  it('is whom the link says, whatever cookie comes along', async () => {
    const { link } = await anInvoiceWithLink();
    const page = await owner.get(link);
    expect([page.status, page.all('header nav').length]).toEqual([200, 0]);
    expect((await owner.get('/pay/x')).status).toBe(410);
  });

  it('sees nothing of what a draft would show', async () => {
    const { id, link } = await anInvoiceWithLink();
    const draft = await create(owner, '/invoices', { clientId });
    await rawWrite(await studio.scope(), (tx) =>
      tx.execute(sql`update invoice_links set invoice_id = ${draft} where invoice_id = ${id}`),
    );
    expect((await stranger().get(link)).status).toBe(404);
  });
});
