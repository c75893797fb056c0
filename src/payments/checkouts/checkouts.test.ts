import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#clients/model.ts';
import { createClient } from '#clients/service.ts';
import { askGateway, reconcileStale } from '#payments/checkouts/service.ts';
import { signWebhook, webhookSecret } from '#payments/gateway/local.ts';
import type { CheckoutId } from '#payments/model.ts';
import { LOCAL_WEBHOOK } from '#payments/paths.ts';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { accepted } from '#platform/refusal.ts';
import { anIssuedInvoice, mayIssue } from '#testing/fixtures.ts';
import { meet } from '#testing/meeting.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { startSecondProcess } from '#testing/second-process.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const GOOD = { cardNumber: '4242 4242 4242 4242', expiry: '12/27', cvc: '123' };
const DECLINED = { ...GOOD, cardNumber: '4000000000000002' };
const SILENT = { ...GOOD, cardNumber: '4000 0000 0000 0341' };
const NOON = '2026-11-20T12:00:00Z';

let studio: TestStudio;
let owner: Visitor;
let clientId: ClientId;
let mona: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set(NOON);
  owner = await studio.as('owner');
  await mayIssue(studio);
  clientId = await accepted(createClient(await studio.scope('owner'), portalClient('mona')));
  mona = await enter(studio, 'mona@vasseur.example');
});

beforeEach(() => studio.clock.set(NOON));

function portalClient(name: string) {
  return { name, email: `${name}@vasseur.example`, portalAccess: true, language: 'fr' };
}

/** Through the mail, as a client comes in. */
async function enter(where: TestStudio, email: string): Promise<Visitor> {
  const visitor = where.visitor();
  await visitor.post('/portal/login', { email });
  await where.jobsDone();
  const link = /https?:\/\/[^\s]+\/portal\/entry\/\S+/.exec(where.mails().at(-1)?.text ?? '')?.[0] ?? '';
  expect((await visitor.post(new URL(link).pathname)).status).toBe(303);
  return visitor;
}

async function rows<T>(statement: SQL, where = studio): Promise<T[]> {
  return (await readRows((await where.scope()).db, statement)) as unknown as T[];
}

interface State {
  readonly status: string;
  readonly failure: string | null;
  readonly payments: number;
  readonly paid: string;
}

async function stateOf(checkoutId: string): Promise<State | undefined> {
  const [state] = await rows<State>(sql`
    select c.status, c.failure, i.paid::text as paid,
      (select count(*)::int from payments p where p.checkout_id = c.id) as payments
    from checkouts c join invoices i on i.id = c.invoice_id where c.id = ${checkoutId}`);
  return state;
}

async function start(invoiceId: string, visitor = mona): Promise<string> {
  const page = await visitor.post('/portal/checkouts', { invoiceId });
  expect(page.status, page.text.slice(0, 400)).toBe(303);
  return page.location?.split('/').at(-1) ?? '';
}

const pay = (checkoutId: string, card: Record<string, string>, visitor = mona) =>
  visitor.post(`/portal/checkouts/${checkoutId}/card`, card);
const seeReturn = (checkoutId: string) => mona.get(`/portal/checkouts/${checkoutId}/return`);

interface Event {
  readonly type?: string;
  readonly checkoutId: string;
  readonly reference?: string;
  readonly amount?: string;
  readonly currency?: string;
}

async function callBack(event: Event, options: { at?: Date; secret?: string } = {}): Promise<Response> {
  const scope = await studio.scope();
  const body = JSON.stringify({
    type: 'charge.succeeded',
    reference: `ev_${event.checkoutId}`,
    amount: '120.00',
    currency: 'EUR',
    ...event,
  });
  const signature = signWebhook(options.secret ?? webhookSecret(scope), body, options.at ?? scope.now);
  return studio.anonymous.request(LOCAL_WEBHOOK, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'regie-signature': signature },
  });
}

describe('paying in the portal', () => {
  it('says TEST, takes the card, and lands on the invoice once', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const checkoutId = await start(invoiceId);
    const page = await mona.get(`/portal/checkouts/${checkoutId}`);
    expect(page.one('h1').text).toBe('120,00\u00a0€ à payer');
    expect(page.text.match(/TEST/g)?.length).toBeGreaterThan(3);
    expect(page.one('.notice').text).toContain('4242\u00a04242');
    expect(page.all('script')).toHaveLength(0);
    const before = studio.mails().length;
    const paid = await pay(checkoutId, GOOD);
    expect(paid.location).toBe(`/portal/checkouts/${checkoutId}/return`);
    const after = await mona.follow(paid);
    expect(after.one('h1').text).toBe('Paiement reçu');
    expect(after.one('main').text).toContain('Votre facture est réglée');
    expect(await stateOf(checkoutId)).toEqual({ status: 'succeeded', failure: null, payments: 1, paid: '12000' });
    await studio.jobsDone();
    const mails = studio.mails().slice(before);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: 'mona@vasseur.example' });
    expect(mails[0]?.text).toContain('votre paiement de 120,00\u00a0€');
    expect((await owner.get(`/invoices/${invoiceId}`)).one('.head .chip').text).toBe('Réglée');
    expect((await mona.post('/portal/checkouts', { invoiceId })).status).toBe(409);
    expect((await mona.get(`/portal/checkouts/${checkoutId}`)).location).toBe(`/portal/checkouts/${checkoutId}/return`);
  });

  it('keeps no card and shows none again', async () => {
    const checkoutId = await start(await anIssuedInvoice(owner, clientId));
    const wrong = await pay(checkoutId, { cardNumber: '4242424242424241', expiry: '13/27', cvc: '98' });
    expect(wrong.status).toBe(422);
    for (const name of ['cardNumber', 'expiry', 'cvc'])
      expect(wrong.all(`[name=${name}][aria-invalid=true]`), name).toHaveLength(1);
    expect(wrong.one('[name=cardNumber]').getAttribute('value')).toBe('');
    expect(wrong.one('[name=cvc]').getAttribute('value')).toBe('');
    expect(wrong.one('[name=expiry]').getAttribute('value')).toBe('13/27');
    expect((await pay(checkoutId, { ...GOOD, expiry: '10/26' })).one('.error').text).toContain('expiré');
    expect((await pay(checkoutId, { ...GOOD, expiry: '11/26' })).status).toBe(303);
    const real = await start(await anIssuedInvoice(owner, clientId));
    expect((await pay(real, { ...GOOD, cardNumber: '5555 5555 5555 4444' })).one('.error').text).toContain('TEST');
    const kept = await rows<{ text: string }>(
      sql`select to_jsonb(x)::text as text from local_charges x union all select to_jsonb(a)::text from audit a union all select to_jsonb(c)::text from checkouts c`,
    );
    expect(kept.filter(({ text }) => /4242424|0000002|0000341|55555/.test(text))).toEqual([]);
    expect(kept.some(({ text }) => text.includes('"last4"'))).toBe(true);
  });

  it('declined: says so, charges nothing, and starts afresh', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const checkoutId = await start(invoiceId);
    const page = await mona.follow(await pay(checkoutId, DECLINED));
    expect(page.one('h1').text).toBe('Le paiement n’a pas abouti');
    expect(page.one('main').text).toContain('refusé');
    expect(await stateOf(checkoutId)).toEqual({ status: 'failed', failure: 'declined', payments: 0, paid: '0' });
    const retry = page.one('main form');
    const second = await mona.post(retry.getAttribute('action') ?? '', { invoiceId });
    expect(second.location).not.toContain(checkoutId);
    await pay(second.location?.split('/').at(-1) ?? '', GOOD);
    expect((await pay(checkoutId, GOOD)).status).toBe(303);
    expect(await stateOf(checkoutId)).toMatchObject({ payments: 0, paid: '12000' });
  });

  it('without an answer: stays honest, asks every minute, and settles once', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const checkoutId = await start(invoiceId);
    const page = await mona.follow(await pay(checkoutId, SILENT));
    expect(page.one('h1').text).toBe('Nous attendons la réponse de la banque');
    expect(page.one('main').text).toContain('Ne payez pas une seconde fois');
    expect(await start(invoiceId), 'no second attempt').toBe(checkoutId);
    expect((await mona.get(`/portal/checkouts/${checkoutId}`)).status).toBe(303);
    await pay(checkoutId, GOOD);
    expect(await stateOf(checkoutId)).toMatchObject({ status: 'pending', payments: 0 });
    await studio.jobsDone();
    studio.clock.set('2026-11-20T12:01:01Z');
    await askGateway(await studio.scope(), checkoutId as CheckoutId);
    expect(await stateOf(checkoutId)).toMatchObject({ status: 'pending', payments: 0 });
    studio.clock.set('2026-11-20T12:02:02Z');
    const before = studio.mails().length;
    await studio.jobsDone();
    expect(await stateOf(checkoutId)).toEqual({ status: 'succeeded', failure: null, payments: 1, paid: '12000' });
    expect(studio.mails().slice(before)).toHaveLength(1);
    expect((await seeReturn(checkoutId)).one('h1').text).toBe('Paiement reçu');
  });

  it('gives up what never reached the gateway, and takes it all the same if it did', async () => {
    const checkoutId = await start(await anIssuedInvoice(owner, clientId));
    const claim = sql`update checkouts set status = 'pending', charged_at = ${NOON}, ask_at = ${NOON} where id = ${checkoutId}`;
    await rawWrite(await studio.scope(), (tx) => tx.execute(claim));
    studio.clock.set('2026-11-20T12:16:00Z');
    await reconcileStale(await studio.scope());
    expect(await stateOf(checkoutId)).toMatchObject({ status: 'failed', failure: 'unanswered' });
    expect((await callBack({ checkoutId })).status).toBe(200);
    expect(await stateOf(checkoutId)).toEqual({ status: 'succeeded', failure: null, payments: 1, paid: '12000' });
  });

  it('charges nothing when the sum has changed meanwhile', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const checkoutId = await start(invoiceId);
    await owner.post('/payments', { invoiceId, amount: '20' });
    expect((await mona.follow(await pay(checkoutId, GOOD))).one('main').text).toContain('a changé');
    expect(await stateOf(checkoutId)).toMatchObject({ status: 'failed', failure: 'amount-changed', payments: 0 });
    const next = await start(invoiceId);
    expect((await mona.get(`/portal/checkouts/${next}`)).one('h1').text).toBe('100,00\u00a0€ à payer');
    await owner.post('/payments', { invoiceId, amount: '30' });
    expect(await start(invoiceId), 'taken up with another sum').not.toBe(next);
    expect(await stateOf(next)).toMatchObject({ status: 'failed', failure: 'replaced' });
  });

  it('shows what is too much where the money came twice', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const checkoutId = await start(invoiceId);
    await pay(checkoutId, SILENT);
    await owner.post('/payments', { invoiceId, amount: '120' });
    expect((await callBack({ checkoutId })).status).toBe(200);
    expect(await stateOf(checkoutId)).toMatchObject({ payments: 1, paid: '24000' });
    expect((await seeReturn(checkoutId)).one('main').text).toContain('120,00\u00a0€ vous seront remboursés');
    const page = await owner.get(`/invoices/${invoiceId}`);
    expect(page.one('.head .chip').text).toBe('À rembourser');
    const form = await owner.get(page.one('.btn.main').getAttribute('href') ?? '');
    expect(form.one('[name=amount]').getAttribute('value')).toBe('-120,00');
    await owner.post('/payments', { invoiceId, amount: '-120', note: 'Payé deux fois' });
    expect((await owner.get(`/invoices/${invoiceId}`)).one('.head .chip').text).toBe('Réglée');
  });
});

describe('exactly one payment', () => {
  const storm = (checkoutId: string): Promise<{ status: number }>[] =>
    Array.from({ length: 20 }, (_, index) => (index % 2 ? callBack({ checkoutId }) : pay(checkoutId, GOOD)));

  it('however often webhook and card form come at once', async () => {
    await studio.jobsDone();
    for (let round = 0; round < 3; round += 1) {
      // Each round in another window of the throttle.
      studio.clock.set(`2026-11-20T1${round + 3}:00:00Z`);
      const checkoutId = await start(await anIssuedInvoice(owner, clientId));
      const answers = await Promise.all(storm(checkoutId));
      expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 303)).toEqual([]);
      expect(await stateOf(checkoutId)).toEqual({ status: 'succeeded', failure: null, payments: 1, paid: '12000' });
      await callBack({ checkoutId });
      await callBack({ checkoutId, type: 'charge.failed' });
      expect(await stateOf(checkoutId)).toEqual({ status: 'succeeded', failure: null, payments: 1, paid: '12000' });
    }
    const before = studio.mails().length;
    await studio.jobsDone();
    expect(studio.mails().slice(before)).toHaveLength(3);
  });

  it('in every order of failure and success', async () => {
    for (const types of [
      ['charge.failed', 'charge.succeeded'],
      ['charge.succeeded', 'charge.failed'],
      ['charge.failed', 'charge.failed', 'charge.succeeded', 'charge.succeeded'],
    ]) {
      const checkoutId = await start(await anIssuedInvoice(owner, clientId));
      for (const type of types) expect((await callBack({ checkoutId, type })).status).toBe(200);
      expect(await stateOf(checkoutId), types.join()).toMatchObject({ status: 'succeeded', payments: 1 });
    }
  });

  it('would be several without the unique key', async () => {
    const other = await testStudio();
    other.clock.set(NOON);
    await mayIssue(other);
    const client = await accepted(createClient(await other.scope('owner'), portalClient('double')));
    const visitor = await enter(other, 'double@vasseur.example');
    const { cluster } = other.installation;
    const admin = connect(cluster.admin(other.studio.database), { max: 1, name: 'regie test' });
    await admin.sql`alter table payments drop constraint payments_checkout_once`;
    await admin.sql.end({ timeout: 5 });
    const secret = webhookSecret(await other.scope());
    let most = 0;
    for (let round = 0; round < 5 && most < 2; round += 1) {
      const checkoutId = await start(await anIssuedInvoice(await other.as('owner'), client), visitor);
      const body = JSON.stringify({
        type: 'charge.succeeded',
        reference: 'r',
        amount: '120.00',
        currency: 'EUR',
        checkoutId,
      });
      const headers = { 'regie-signature': signWebhook(secret, body, other.clock.now()) };
      await Promise.all(
        Array.from({ length: 20 }, () => other.anonymous.request(LOCAL_WEBHOOK, { method: 'POST', body, headers })),
      );
      const [row] = await rows<{ n: number }>(
        sql`select count(*)::int as n from payments where checkout_id = ${checkoutId}`,
        other,
      );
      most = Math.max(most, row?.n ?? 0);
    }
    expect(most).toBeGreaterThan(1);
  });
});

describe('a card is charged once a checkout', () => {
  /** How often the gateway was asked to. */
  async function countCharges(invoiceId: string): Promise<number | undefined> {
    const [row] = await rows<{ n: number }>(
      sql`select count(*)::int as n from audit where action = 'payments.charge' and details ? 'last4' and subject_id = ${invoiceId}`,
    );
    return row?.n;
  }

  it('not again when it was declined', async () => {
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const checkoutId = await start(invoiceId);
    for (const card of [DECLINED, GOOD]) expect((await pay(checkoutId, card)).status).toBe(303);
    expect([await countCharges(invoiceId), (await stateOf(checkoutId))?.status]).toEqual([1, 'failed']);
  });

  it('however many send theirs in the same moment: the second waits, and finds it done', async () => {
    let invoiceId = '';
    const elsewhere = await startSecondProcess(studio);
    const { answers } = await meet(studio, 'audit', async () => {
      invoiceId = await anIssuedInvoice(owner, clientId);
      const checkoutId = await start(invoiceId);
      const other = elsewhere.open(mona);
      return [() => pay(checkoutId, GOOD), () => pay(checkoutId, GOOD, other)];
    });
    await elsewhere.close();
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await countCharges(invoiceId)).toBe(1);
  });
});

describe('a webhook', () => {
  it('is taken only with the studio’s own signature, and while it is fresh', async () => {
    const checkoutId = await start(await anIssuedInvoice(owner, clientId));
    const now = studio.clock.now().getTime();
    const minutes = (count: number) => new Date(now + count * 60_000);
    const other = await testStudio();
    expect((await callBack({ checkoutId }, { secret: 'wrong' })).status).toBe(401);
    expect((await callBack({ checkoutId }, { secret: webhookSecret(await other.scope()) })).status).toBe(401);
    expect((await callBack({ checkoutId }, { at: minutes(-5.1) })).status).toBe(401);
    expect((await callBack({ checkoutId }, { at: minutes(5.1) })).status).toBe(401);
    const scope = await studio.scope();
    const send = (body: string, signature: string) =>
      studio.anonymous.request(LOCAL_WEBHOOK, { method: 'POST', body, headers: { 'regie-signature': signature } });
    const body = JSON.stringify({
      type: 'charge.succeeded',
      checkoutId,
      reference: 'r',
      amount: '120.00',
      currency: 'EUR',
    });
    const good = signWebhook(webhookSecret(scope), body, scope.now);
    for (const [text, signature] of [
      [`${body} `, good],
      [body.replace('120.00', '1.00'), good],
      [body, good.toUpperCase()],
      [body, `${good},v1=0`],
      [body, ''],
      ['not json', signWebhook(webhookSecret(scope), 'not json', scope.now)],
    ] as const)
      expect((await send(text, signature)).status, `${text} ${signature}`).toBe(401);
    expect(await stateOf(checkoutId)).toMatchObject({ status: 'open', payments: 0 });
    expect((await callBack({ checkoutId }, { at: minutes(-4.9) })).status).toBe(200);
    expect(await stateOf(checkoutId)).toMatchObject({ status: 'succeeded', payments: 1 });
  });

  it('is refused when it names another sum, currency or checkout', async () => {
    const checkoutId = await start(await anIssuedInvoice(owner, clientId));
    expect((await callBack({ checkoutId, amount: '1.00' })).status).toBe(422);
    expect((await callBack({ checkoutId, currency: 'USD' })).status).toBe(422);
    expect((await callBack({ checkoutId: '01890000-0000-7000-8000-000000000000' })).status).toBe(404);
    expect(await stateOf(checkoutId)).toMatchObject({ status: 'open', payments: 0 });
  });
});

describe('another client’s', () => {
  it('invoices and checkouts are not found, and staff do not pay', async () => {
    await accepted(createClient(await studio.scope('owner'), portalClient('noe')));
    const noe = await enter(studio, 'noe@vasseur.example');
    const invoiceId = await anIssuedInvoice(owner, clientId);
    const checkoutId = await start(invoiceId);
    const tries = async (visitor: Visitor): Promise<TestPage[]> => [
      await visitor.post('/portal/checkouts', { invoiceId }),
      await visitor.get(`/portal/checkouts/${checkoutId}`),
      await visitor.get(`/portal/checkouts/${checkoutId}/return`),
      await visitor.post(`/portal/checkouts/${checkoutId}/card`, GOOD),
    ];
    expect((await tries(noe)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    for (const visitor of [owner, studio.anonymous])
      for (const page of await tries(visitor)) expect(page.location).toMatch(/^\/portal\/login/);
    for (const invoiceId of ['x', '', '01890000-0000-7000-8000-000000000000'])
      expect((await mona.post('/portal/checkouts', { invoiceId })).status).toBe(404);
    expect(await stateOf(checkoutId)).toMatchObject({ status: 'open' });
  });
});
