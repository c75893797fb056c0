/** The ways in: a studio that is made while one watches, and its login. */
import { sql } from 'drizzle-orm';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { hashPassword } from '#identity/passwords/hashing.ts';
import { startProvisioner } from '#platform/tenancy/provisioner.ts';
import { type Tab, useBrowser } from '#testing/browser.ts';
import type { TestStudio } from '#testing/studio.ts';

const browser = useBrowser();
const PASSWORD = 'violon brume armoire 81';

async function signUp({ page, goto, heading }: Tab, name: string): Promise<void> {
  await goto('/sign-up');
  await page.getByLabel('Nom du studio').fill(name);
  await page.getByLabel('Nom', { exact: true }).fill('Karim Benali');
  await page.getByLabel('Adresse e-mail').fill(`${name.toLowerCase()}@regie.example`);
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Créer le studio' }).click();
  await heading(`Nous préparons ${name}`);
}

/** Makes what waits to be made, and nothing after the test. */
async function provision(work: () => Promise<unknown>): Promise<void> {
  const { platform, migrations } = browser.installation;
  const provisioner = await startProvisioner(platform, migrations.tenant);
  await work().finally(provisioner.close);
}

async function lookAgainUntil({ page }: Tab, found: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        if ((await found.count()) === 0) await page.getByRole('link', { name: 'Actualiser' }).click();
        return found.count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
}

const SCRIPTS = [
  ['by events', true],
  ['by looking again, without scripts', false],
] as const;

test.each(SCRIPTS)('a studio is made while one watches, %s', async (_, script) => {
  const tab = await browser.tab({ script });
  const name = script ? 'Octave' : 'Tierce';
  await signUp(tab, name);
  await tab.inspect();
  if (script) await provision(() => tab.heading('Votre studio est prêt'));
  else {
    const door = tab.page.getByRole('link', { name: 'Ouvrir le studio' });
    await provision(() => lookAgainUntil(tab, door));
    await tab.inspect();
    await door.click();
    await tab.heading('Votre studio est prêt');
  }
  await tab.inspect();
  await tab.page.getByRole('button', { name: 'Entrer dans le studio' }).click();
  await tab.heading('Aujourd’hui');
  expect(new URL(tab.page.url()).host).toBe(`${name.toLowerCase()}.localhost`);
});

test('a sign-up that cannot be says why, beside the field, and forgets nothing', async () => {
  const studio = await browser.studio();
  const tab = await browser.tab();
  const { page } = tab;
  tab.expectStatus(422);
  await tab.goto('/sign-up');
  await page.getByLabel('Nom du studio').fill('Encore');
  await page.getByLabel('Adresse du studio').fill(studio.studio.slug);
  await page.getByLabel('Nom', { exact: true }).fill('Karim');
  await page.getByLabel('Adresse e-mail').fill('karim@regie.example');
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Créer le studio' }).click();
  await page
    .getByText(/est déjà prise/)
    .first()
    .waitFor();
  expect(await page.getByLabel('Nom du studio').inputValue()).toBe('Encore');
  await tab.inspect();
});

async function givePassword({ installation, members }: TestStudio): Promise<void> {
  const hash = await hashPassword(PASSWORD);
  await installation.platform.control.db.execute(
    sql`update users set password_hash = ${hash} where id = ${members.manager.id}`,
  );
}

test('a wrong password is refused, the right one leads to where one wanted to go', async () => {
  const studio = await browser.studio();
  await givePassword(studio);
  const tab = await browser.tab({ studio });
  const { page } = tab;
  tab.expectStatus(422);
  await tab.goto('/clients?order=newest');
  await tab.heading('Connexion');
  await tab.inspect();
  await page.getByLabel('Adresse e-mail').fill(studio.members.manager.email);
  await page.getByLabel('Mot de passe').fill('not this one');
  await page.keyboard.press('Enter');
  await page
    .getByText(/L’adresse ou le mot de passe ne correspond pas/)
    .first()
    .waitFor();
  expect(await page.getByLabel('Adresse e-mail').inputValue()).toBe(studio.members.manager.email);
  await tab.inspect();
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await tab.heading('Clients');
  expect(new URL(page.url()).search).toBe('?order=newest');
  const [login] = (await tab.context.cookies()).filter(({ name }) => name === '__Host-login');
  expect(login).toMatchObject({ secure: true, httpOnly: true, path: '/' });

  await page.locator('details.user > summary').click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await tab.heading('Connexion');
  await tab.goto('/clients');
  await tab.heading('Connexion');
});
