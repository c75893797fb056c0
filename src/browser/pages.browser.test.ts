/** Every page that links lead to: no fault, accessible in both themes, no wider than a phone, within its budget. */
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { findBarriers } from '#testing/axe.ts';
import { findOverflow, PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import { type Budget, bytesOf, meter, overBudget, PORTAL, STAFF, scriptsOf } from '#testing/budget.ts';
import { crawl } from '#testing/crawl.ts';
import { type BasicStudio, basicStudio, create } from '#testing/fixtures.ts';
import { seedStudio } from '#testing/seeded.ts';
import type { TestStudio } from '#testing/studio.ts';
import { codeOf, givePasswords, PASSWORD, withSecondFactor } from '#testing/two-factor.ts';

const browser = useBrowser();
const DESKTOP = 1440;
/** Some sixty pages, each looked at three times; machines that run tests are busy. */
const LONG = 400_000;
let studio: TestStudio;
let basics: BasicStudio;

beforeAll(async () => {
  studio = await browser.studio();
  basics = await basicStudio(studio);
  await seedStudio(studio);
});

/** On a desk and on a phone; the window stays as wide as it was. */
async function findFaults({ page }: Tab): Promise<string[]> {
  const before = page.viewportSize();
  const found = [];
  for (const width of [DESKTOP, PHONE]) {
    await page.setViewportSize({ width, height: 800 });
    found.push(...(await findOverflow(page)));
    // Themes differ by colours, and colours do not differ by width.
    found.push(...(await findBarriers(page, width === PHONE ? ['light'] : ['dark', 'light'])));
  }
  if (before) await page.setViewportSize(before);
  return found;
}

/** Each page as on a first visit. */
async function inspectAll(tab: Tab, starts: readonly string[], budget: Budget): Promise<string[]> {
  const faults: string[] = [];
  const heaviest = { bytes: 0, script: 0, requests: 0 };
  const { take, quiet, forget } = await meter(tab.page);
  await forget();
  const kinds = await crawl(tab, starts, async (path) => {
    await quiet();
    const costs = take();
    heaviest.bytes = Math.max(heaviest.bytes, bytesOf(costs));
    heaviest.script = Math.max(heaviest.script, bytesOf(scriptsOf(costs)));
    heaviest.requests = Math.max(heaviest.requests, costs.length);
    faults.push(...overBudget(budget, costs).map((fault) => `${path}: ${fault}`), ...(await findFaults(tab)));
    take();
    await forget();
  });
  process.stdout.write(`${kinds.length} kinds of address; the heaviest ${JSON.stringify(heaviest)}\n`);
  expect(faults).toEqual([]);
  return kinds;
}

test(
  'the owner’s',
  async () => {
    const tab = await browser.tab({ studio, role: 'owner' });
    const kinds = await inspectAll(tab, ['/'], STAFF);
    const main = [
      '/clients/:id/edit',
      '/sessions/:id',
      '/rooms/:id',
      '/invoices/:id',
      '/settings/audit',
      '/calendar?view',
    ];
    expect(kinds).toEqual(expect.arrayContaining(main));
  },
  LONG,
);

test('the client’s', async () => {
  const { owner, clientId, clientEmail, roomId } = basics;
  const [startsAt, endsAt] = ['2026-03-02T10:00', '2026-03-02T12:00'];
  const session = { title: 'Mixage', kind: 'mixing', roomId, clientId, startsAt, endsAt };
  const invoiceId = await create(owner, '/invoices', {
    clientId,
    sessionId: await create(owner, '/sessions', session),
  });
  await owner.post(`/invoices/${invoiceId}/issuance`);
  await owner.post(`/invoices/${invoiceId}/sending`, { to: clientEmail });
  await studio.jobsDone();
  const tab = await browser.tab({ studio });
  const { page } = tab;
  await tab.goto(/http\S+\/pay\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '');
  expect(await findFaults(tab)).toEqual([]);
  await tab.goto('/portal/login');
  expect(await findFaults(tab)).toEqual([]);
  await page.getByLabel('Adresse e-mail').fill(clientEmail);
  await page.keyboard.press('Enter');
  await tab.heading('Consultez vos e-mails');
  expect(await findFaults(tab)).toEqual([]);
  await studio.jobsDone();
  await tab.goto(/http\S+\/portal\/entry\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '');
  expect(await findFaults(tab)).toEqual([]);
  await page.locator('main form button').click();
  await page.waitForURL('**/portal');
  const kinds = await inspectAll(tab, ['/portal'], PORTAL);
  expect(kinds).toEqual(expect.arrayContaining(['/portal/sessions', '/portal/invoices/:id', '/portal/me']));

  for (const [card, title] of [
    ['4000 0000 0000 0002', 'Le paiement n’a pas abouti'],
    ['4000 0000 0000 0341', 'Nous attendons la réponse de la banque'],
  ] as const) {
    await tab.goto(`/portal/invoices/${invoiceId}`);
    await page.getByRole('button', { name: /^Payer/ }).click();
    expect(await findFaults(tab)).toEqual([]);
    await page.getByLabel('Numéro de carte de TEST').fill(card);
    await page.getByLabel('Expire fin').fill('12/39');
    await page.getByLabel('Code de sécurité').fill('123');
    await page.getByRole('button', { name: /^Payer/ }).click();
    await tab.heading(title);
    expect(await findFaults(tab)).toEqual([]);
  }
});

test('those of a second factor', async () => {
  await givePasswords(studio, 'manager');
  const { secret } = await withSecondFactor(studio, 'manager');
  const tab = await browser.tab({ studio });
  await tab.goto('/login?next=/settings/two-factor');
  await tab.page.getByLabel('Adresse e-mail').fill(studio.members.manager.email);
  await tab.page.getByLabel('Mot de passe').fill(PASSWORD);
  await tab.page.keyboard.press('Enter');
  await tab.heading('Seconde étape');
  expect(await findFaults(tab)).toEqual([]);
  await tab.page.getByLabel('Code de l’application').fill(codeOf(studio, secret, 1));
  await tab.page.getByLabel('Ne plus demander').check();
  await tab.page.keyboard.press('Enter');
  await tab.heading('Double authentification');
  expect(await findFaults(tab)).toEqual([]);
  await studio.installation.platform.control.db.execute(
    sql`update logins set proved_at = null where user_id = ${studio.members.manager.id}`,
  );
  await tab.page.getByRole('button', { name: 'Créer de nouveaux codes' }).click();
  await tab.heading('Confirmez que c’est vous');
  expect(await findFaults(tab)).toEqual([]);
  await tab.page.getByLabel('Mot de passe, ou code').fill(PASSWORD);
  await tab.page.keyboard.press('Enter');
  await tab.page.waitForSelector('.backup-codes');
  expect(await findFaults(tab)).toEqual([]);
});

test('those before a login, and those that say no', async () => {
  const stranger = await browser.tab({ studio });
  stranger.expectStatus(404, 410);
  await inspectAll(stranger, ['/login', '/password-resets', '/password-resets/sent'], STAFF);
  for (const path of [
    '/nowhere',
    '/portal/entry/nothing',
    '/pay/nothing',
    `/password-resets/${'x'.repeat(43)}`,
    'http://unknown.localhost/',
  ]) {
    await stranger.goto(path);
    expect(await findFaults(stranger), path).toEqual([]);
  }
  const user = await browser.tab({ studio, role: 'user' });
  user.expectStatus(403, 404);
  for (const path of ['/settings/audit', '/settings/company', `/clients/${basics.roomId}`]) {
    await user.goto(path);
    expect(await findFaults(user), path).toEqual([]);
  }
  const visitor = await browser.tab();
  await inspectAll(visitor, ['/', '/sign-up'], STAFF);
});

test('that of a studio that is closed, in its own colour', async () => {
  const closed = await browser.studio();
  const { platform } = browser.installation;
  await platform.control.db.execute(
    sql`update studios set status = 'suspended', accent_hue = 285 where id = ${closed.studio.id}`,
  );
  platform.directory.forget(closed.studio.id);
  const tab = await browser.tab({ studio: closed });
  tab.expectStatus(503);
  await tab.goto('/clients');
  await tab.heading('Studio suspendu');
  expect(await findFaults(tab)).toEqual([]);
});

test.each(['admin', 'manager', 'user'] as const)('the %s’s: no link leads to what is refused', async (role) => {
  const tab = await browser.tab({ studio, role });
  await crawl(tab, ['/'], async () => expect(await findOverflow(tab.page)).toEqual([]));
});

test(
  'those of a studio where nothing is yet',
  async () => {
    const tab = await browser.tab({ studio: await browser.studio(), role: 'owner' });
    await inspectAll(tab, ['/'], STAFF);
  },
  LONG,
);

test('those for developers: every component in every state, and the mail that was kept', async () => {
  const tab = await browser.tab({ studio, role: 'owner' });
  for (const path of ['/dev/ui', '/dev/mail']) {
    await tab.goto(path);
    expect(await findFaults(tab), path).toEqual([]);
  }
});
