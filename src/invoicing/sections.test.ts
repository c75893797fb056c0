import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { queriesOf } from '#testing/count-queries.ts';
import { aBooking, aClient, anIssuedInvoice, aRoom, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let roomId: string;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  await mayIssue(studio);
  owner = await studio.as('owner');
  roomId = await aRoom(owner);
});

const plain = (text = '') => text.replaceAll('\u00a0', ' ');

/** Label → value of the figures in the head. */
const figures = (page: TestPage) =>
  Object.fromEntries(
    page
      .all('.figures > div')
      .map((each) => [each.querySelector('dt')?.text, plain(each.querySelector('dd > span')?.text)]),
  );

const at = (day: string, from = '10:00', to = '12:00') => ({ startsAt: `${day}T${from}`, endsAt: `${day}T${to}` });

async function completed(clientId: string, day: string): Promise<string> {
  const id = await aBooking(owner, roomId, at(day), { clientId, title: `Voix du ${day}` });
  await owner.post(`/sessions/${id}/completion`);
  return id;
}

describe('the page of a client', () => {
  it('tells what is due, what is to be invoiced and what comes next, and links to all of it', async () => {
    const clientId = await aClient(owner);
    const before = await owner.get(`/clients/${clientId}`);
    expect(figures(before)).toEqual({
      'Solde dû': '0,00 €',
      'À facturer': '0 séance',
      'Prochaine séance': 'Rien de prévu',
    });
    const done = await completed(clientId, '2026-11-18');
    const next = await aBooking(owner, roomId, at('2026-11-24'), { clientId, title: 'Mixage' });
    const invoice = await anIssuedInvoice(owner, clientId);
    const { location } = await owner.post('/payments', {
      invoiceId: invoice,
      amount: '20,00',
      method: 'transfer',
      receivedOn: '2026-11-20',
    });
    expect(location).toBe(`/invoices/${invoice}`);

    const page = await owner.get(`/clients/${clientId}`);
    expect(figures(page)).toMatchObject({ 'Solde dû': '100,00 €', 'À facturer': '1 séance' });
    expect(figures(page)['Prochaine séance']).toContain('mar. 24 nov.');
    const hrefs = page.all('main a').map((link) => link.getAttribute('href'));
    expect(hrefs).toEqual(
      expect.arrayContaining([
        `/sessions/${done}`,
        `/sessions/${next}`,
        `/invoices/${invoice}`,
        `/sessions?clientId=${clientId}`,
        `/invoices?clientId=${clientId}`,
        `/sessions/new?clientId=${clientId}`,
      ]),
    );
    expect(page.one('#payments').text).toContain('20,00');
  });

  it('asks the database seven times at most', async () => {
    const clientId = await aClient(owner);
    const queries = await queriesOf(studio, () => owner.get(`/clients/${clientId}`));
    expect(queries.length, queries.join('\n\n')).toBeLessThanOrEqual(7);
  });

  it('shows a section that fails as failed, and everything else', async () => {
    const broken = await testStudio();
    const reader = await broken.as('owner');
    const clientId = await aClient(reader);
    const { sql: admin } = connect(broken.installation.cluster.admin(broken.studio.database), { max: 1, name: 'test' });
    await admin.unsafe('alter table payments rename to payments_away');
    await admin.end();
    const page = await reader.get(`/clients/${clientId}`);
    expect(page.status).toBe(200);
    expect(page.one('h1').text).toBe('Mona Vasseur');
    expect(page.text).toContain('Cette partie n’a pas pu être chargée');
    expect(page.all('.figures > div')).toHaveLength(3);
  });

  it('says in its history to whom an invoice was sent', async () => {
    const clientId = await aClient(owner);
    const invoice = await anIssuedInvoice(owner, clientId);
    await owner.post(`/invoices/${invoice}/sending`, { to: 'compta@label.example', message: 'Bonjour' });
    const page = await owner.get(`/clients/${clientId}`);
    expect(page.one('body').text).toMatch(/a envoyé FAC-\S+ à compta@label\.example/);
  });

  it('shows no money to those who may not read it', async () => {
    const clientId = await aClient(owner);
    await anIssuedInvoice(owner, clientId);
    const page = await (await studio.as('user')).get(`/clients/${clientId}`);
    expect(Object.keys(figures(page))).toEqual(['Prochaine séance']);
    expect(page.all('#invoices')).toHaveLength(0);
  });
});

describe('the page of a session', () => {
  const invoiceButtons = (page: TestPage) =>
    page.all('form[action="/invoices"] button').map((button) => button.text.trim());

  it('offers an invoice only while nothing bills it, then shows it', async () => {
    const clientId = await aClient(owner);
    const id = await completed(clientId, '2026-11-17');
    expect(invoiceButtons(await owner.get(`/sessions/${id}`))).toEqual(['Facturer']);
    const { location } = await owner.post('/invoices', { clientId, sessionId: id });
    const billed = await owner.get(`/sessions/${id}`);
    expect(invoiceButtons(billed)).toEqual([]);
    expect(billed.one('#invoice a').getAttribute('href')).toBe(location?.replace('/edit', ''));
    expect(billed.one('#invoice .chip').text).toBe('Brouillon');

    await owner.post(`${location?.replace('/edit', '')}/removal`);
    expect(invoiceButtons(await owner.get(`/sessions/${id}`))).toEqual(['Facturer']);
  });

  it('warns when it was moved or cancelled after it was invoiced', async () => {
    const clientId = await aClient(owner);
    const id = await aBooking(owner, roomId, at('2026-11-26'), { clientId });
    await owner.post('/invoices', { clientId, sessionId: id });
    expect((await owner.get(`/sessions/${id}`)).all('.notice')).toHaveLength(0);

    studio.clock.set('2026-11-20T13:50:00+01:00');
    await owner.post(`/sessions/${id}/placement`, { roomId, ...at('2026-11-26', '14:00', '16:00') });
    expect((await owner.get(`/sessions/${id}`)).one('.notice').text).toContain(
      'déplacée après la création de son brouillon',
    );
    await owner.post(`/sessions/${id}/cancellation`, { reason: '' });
    expect((await owner.get(`/sessions/${id}`)).one('.notice').text).toContain('n’a pas eu lieu');
  });

  it('warns when it was moved after its invoice was issued', async () => {
    const clientId = await aClient(owner);
    const id = await aBooking(owner, roomId, at('2026-11-27'), { clientId });
    const { location } = await owner.post('/invoices', { clientId, sessionId: id });
    await owner.post(`${location?.replace('/edit', '')}/issuance`);
    studio.clock.set('2026-11-20T13:55:00+01:00');
    await owner.post(`/sessions/${id}/placement`, { roomId, ...at('2026-11-27', '14:00', '16:00') });
    expect((await owner.get(`/sessions/${id}`)).one('.notice').text).toContain('déplacée après sa facturation (FAC-');
  });
});

describe('the page of an invoice', () => {
  it('shows payments from their own table', async () => {
    const invoice = await anIssuedInvoice(owner, await aClient(owner));
    await owner.post('/payments', { invoiceId: invoice, amount: '120,00', method: 'cheque', receivedOn: '2026-11-19' });
    const text = (await owner.get(`/invoices/${invoice}`)).one('#payments').text;
    expect(text).toContain('Chèque');
    const { db } = await studio.scope();
    const rows = await readRows(db, sql`select amount::text from payments where invoice_id = ${invoice}`);
    expect([...rows]).toEqual([{ amount: '12000' }]);
  });
});
