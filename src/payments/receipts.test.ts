/** The mail that says what was received by card. */
import { expect, it } from 'vitest';
import { anIssuedInvoice, create, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const MARC = { kind: 'person', name: 'Marc Ollivier', firstName: 'Marc', lastName: 'Ollivier' };
const EMAIL = 'marc@ollivier.example';

async function enter(studio: TestStudio): Promise<Visitor> {
  const visitor = studio.visitor();
  await visitor.post('/portal/login', { email: EMAIL });
  await studio.jobsDone();
  const mail = studio.mails().at(-1)?.text ?? '';
  expect(mail).toMatch(/^Bonjour Marc,/);
  await visitor.post(new URL(/https?:\/\/\S+\/portal\/entry\/\S+/.exec(mail)?.[0] ?? '').pathname);
  expect((await visitor.get('/portal')).one('h1').text).toBe('Bonjour Marc');
  return visitor;
}

it('leaves once for each payment, also when the invoice is paid again months later', async () => {
  const studio = await testStudio();
  const start = Date.now();
  const after = (days: number) => studio.clock.set(new Date(start + days * 86_400_000));
  after(0);
  await mayIssue(studio);
  const owner = await studio.as('owner');
  const clientId = await create(owner, '/clients', { ...MARC, email: EMAIL, portalAccess: 'on' });
  const invoiceId = await anIssuedInvoice(owner, clientId);
  const expiry = `12/${String(new Date(start).getUTCFullYear() + 2).slice(2)}`;
  const pay = async () => {
    const marc = await enter(studio);
    const before = studio.mails().length;
    const checkout = await create(marc, '/portal/checkouts', { invoiceId });
    const card = { cardNumber: '4242 4242 4242 4242', expiry, cvc: '123' };
    expect((await marc.post(`/portal/checkouts/${checkout}/card`, card)).status).toBe(303);
    await studio.jobsDone();
    return studio.mails().slice(before);
  };
  expect((await pay()).map(({ text }) => text.split('\n')[0])).toEqual(['Bonjour Marc,']);
  await owner.post('/payments', { invoiceId, amount: '-120', note: 'Rendu' });

  after(91);
  const sweep = studio.installation.platform.registry.definitions.get('studios.sweep');
  await sweep?.run(await studio.scope(), {}, { key: 'sweep', progress: async () => {} });
  expect(await pay()).toHaveLength(1);
});
