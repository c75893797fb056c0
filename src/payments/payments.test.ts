import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InvoiceId } from '#invoicing/model.ts';
import { recordPayment } from '#payments/service.ts';
import { readRows } from '#platform/db/raw.ts';
import { aClient, aDraft, anIssuedInvoice, mayIssue } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let clientId: string;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  owner = await studio.as('owner');
  await mayIssue(studio);
  clientId = await aClient(owner, { name: 'Mona Vasseur' });
});

async function balance(invoiceId: string): Promise<{ paid: string; rows: string; sum: string }> {
  const { db } = await studio.scope();
  const [row] = (await readRows(
    db,
    sql`
    select i.paid::text as paid, count(p.id)::text as rows, coalesce(sum(p.amount), 0)::text as sum
    from invoices i left join payments p on p.invoice_id = i.id where i.id = ${invoiceId} group by i.id`,
  )) as unknown as {
    paid: string;
    rows: string;
    sum: string;
  }[];
  return row ?? { paid: '', rows: '', sum: '' };
}

describe('a payment', () => {
  it('is taken in parts, and never beyond what is due', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const empty = await owner.post('/payments', { invoiceId, amount: '', method: 'gold', receivedOn: '2026-02-30' });
    expect(empty.status).toBe(422);
    for (const name of ['amount', 'method', 'receivedOn'])
      expect(empty.all(`[name=${name}][aria-invalid=true]`), name).toHaveLength(1);
    expect(empty.one('[name=receivedOn]').getAttribute('value')).toBe('2026-02-30');
    expect(
      (await owner.post('/payments', { invoiceId, amount: '20,50', method: 'cheque', reference: 'n° 7' })).location,
    ).toBe(`/invoices/${invoiceId}`);
    const tooMuch = await owner.post('/payments', { invoiceId, amount: '99,51' });
    expect(tooMuch.status).toBe(422);
    expect(tooMuch.one('.field .error').text).toContain('99,50\u00a0€');
    expect(tooMuch.one('[name=amount]').getAttribute('value')).toBe('99,51');
    expect((await owner.post('/payments', { invoiceId, amount: '99,50', receivedOn: '2026-11-21' })).status).toBe(422);
    for (const receivedOn of ['0026-11-19', '1926-11-19', '2024-11-19']) {
      const early = await owner.post('/payments', { invoiceId, amount: '99,50', receivedOn });
      expect(early.status, receivedOn).toBe(422);
      expect(early.one('[name=receivedOn]').getAttribute('aria-invalid'), receivedOn).toBe('true');
    }
    expect((await owner.post('/payments', { invoiceId, amount: '1', receivedOn: '2024-11-20' })).status).toBe(303);
    expect((await owner.post('/payments', { invoiceId, amount: '98,50', receivedOn: '2026-11-19' })).status).toBe(303);
    expect(await balance(invoiceId)).toEqual({ paid: '12000', rows: '3', sum: '12000' });
    expect((await owner.post('/payments', { invoiceId, amount: '0,01' })).status).toBe(422);
  });

  it('may be entered years later: its day is held against the invoice, not against today', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    studio.clock.set('2030-01-15T12:00:00Z');
    const scope = await studio.scope('owner');
    studio.clock.set('2026-11-20T13:42:00+01:00');
    const payment = {
      invoiceId: invoiceId as InvoiceId,
      amount: 100n,
      method: 'transfer',
      reference: '',
      note: '',
    } as const;
    const { ok } = await recordPayment(scope, { ...payment, receivedOn: '2026-11-21' });
    expect(ok).toBe(true);
  });

  it('is corrected by a further row with a reason, never below nothing', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    await owner.post('/payments', { invoiceId, amount: '120' });
    const form = await owner.get(`/payments/new?invoiceId=${invoiceId}&correction=yes`);
    expect(form.one('[name=amount]').getAttribute('value')).toBe('-120,00');
    expect((await owner.post('/payments', { invoiceId, amount: '-120' })).status).toBe(422);
    expect((await owner.post('/payments', { invoiceId, amount: '-120,01', note: 'Erreur' })).status).toBe(422);
    expect((await owner.post('/payments', { invoiceId, amount: '-20', note: 'Saisi en trop' })).status).toBe(303);
    expect((await owner.get(`/invoices/${invoiceId}`)).one('.head .chip').text).toBe('Réglée en partie');
    expect(await balance(invoiceId)).toEqual({ paid: '10000', rows: '2', sum: '10000' });
  });

  it('is not for drafts, credit notes or what is not here', async () => {
    const draft = await aDraft(owner, clientId);
    const invoice = await anIssuedInvoice(owner, clientId);
    const note =
      (await owner.post(`/invoices/${invoice}/credit-note`, { reason: 'x' })).location?.split('/').at(-1) ?? '';
    for (const invoiceId of [draft, note, '01890000-0000-7000-8000-000000000000', 'x', ''])
      expect((await owner.post('/payments', { invoiceId, amount: '1' })).status, invoiceId).toBe(404);
  });

  it('cannot be changed or taken away by SQL', async () => {
    const scope = await studio.scope('owner');
    for (const attack of [sql`update payments set amount = 1`, sql`delete from payments`])
      await expect(rawWrite(scope, (tx) => tx.execute(attack))).rejects.toThrow();
  });

  it('adds up under many at once', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const pages = await Promise.all(
      Array.from({ length: 16 }, () => owner.post('/payments', { invoiceId, amount: '10' })),
    );
    const statuses = pages.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 303), ...Array.from({ length: 4 }, () => 422)]);
    expect(await balance(invoiceId)).toEqual({ paid: '12000', rows: '12', sum: '12000' });
  });

  it('by hand sends no receipt', async () => {
    const before = studio.mails().length;
    await studio.jobsDone();
    expect(studio.mails()).toHaveLength(before);
  });
});

describe('the list of payments', () => {
  it('shows what came and went, filters and adds up', async () => {
    const fresh = await testStudio();
    fresh.clock.set('2026-11-20T13:42:00+01:00');
    await mayIssue(fresh);
    const visitor = await fresh.as('owner');
    expect((await visitor.get('/payments')).one('.empty a').getAttribute('href')).toBe('/invoices?status=open');
    const invoiceId = await anIssuedInvoice(visitor, await aClient(visitor), [{ unitPrice: '1000' }]);
    for (let day = 1; day <= 19; day += 1)
      for (let part = 0; part < 3; part += 1)
        await visitor.post('/payments', {
          invoiceId,
          amount: '10',
          receivedOn: `2026-11-${String(day).padStart(2, '0')}`,
        });
    await visitor.post('/payments', { invoiceId, amount: '-5', note: 'Trop perçu', receivedOn: '2026-11-20' });
    const first = await visitor.get('/payments');
    expect(first.all('tbody tr[id]')).toHaveLength(50);
    expect(first.one('tbody tr').text).toContain('−5,00\u00a0€');
    expect(first.one('.figures').text).toContain('565,00\u00a0€');
    const next = first.one('.pager a').getAttribute('href')?.replaceAll('&amp;', '&') ?? '';
    expect((await visitor.get(next)).all('tbody tr[id]')).toHaveLength(8);
    expect((await visitor.get(next, { headers: { 'hx-request': 'true' } })).text).toMatch(/^<tr/);
    expect((await visitor.get('/payments?from=2026-11-19&to=2026-11-19')).all('tbody tr[id]')).toHaveLength(3);
    expect((await visitor.get('/payments?from=2027-01-01')).one('.empty').text).toContain('Aucun règlement');
  });
});
