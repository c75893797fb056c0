/** How the mail with an invoice begins. */
import { beforeAll, expect, it } from 'vitest';
import { aClient, anIssuedInvoice, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

const MARC = { kind: 'person', name: 'Marc Ollivier', firstName: 'Marc', email: 'marc@ollivier.example' };
const COMPANY = {
  kind: 'company',
  name: 'Ollivier SARL',
  street: '1 rue Basse',
  postalCode: '75011',
  city: 'Paris',
  country: 'FR',
};

let studio: TestStudio;
beforeAll(async () => {
  studio = await testStudio();
  await mayIssue(studio);
});

it.each([
  ['a person by the first name', MARC, MARC.email, 'Bonjour Marc,'],
  ['a person without one by the name', { ...MARC, firstName: '' }, MARC.email, 'Bonjour Marc Ollivier,'],
  ['a company by its name', { ...MARC, ...COMPANY }, MARC.email, 'Bonjour Ollivier SARL,'],
  ['whoever else reads it by the client’s name', MARC, 'compta@cabinet.example', 'Bonjour Marc Ollivier,'],
])('greets %s', async (_, client, to, greeting) => {
  const owner = await studio.as('owner');
  const invoiceId = await anIssuedInvoice(owner, await aClient(owner, client));
  expect((await owner.post(`/invoices/${invoiceId}/sending`, { to })).status).toBe(303);
  await studio.jobsDone();
  expect(studio.mails().at(-1)?.text.split('\n')[0]).toBe(greeting);
});
