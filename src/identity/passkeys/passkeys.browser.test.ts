/** Passkeys with Chromium's own authenticator, on the hosts of two studios and on the main host. */

import { sql } from 'drizzle-orm';
import type { CDPSession } from 'playwright-core';
import { expect, test } from 'vitest';
import { PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import { aUser, mainVisitor, signedIn } from '#testing/main-host.ts';
import type { TestStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const browser = useBrowser();
const PAGE = '/settings/passkeys';

type Place = Pick<TestStudio, 'origin'>;

interface Device {
  readonly session: CDPSession;
  readonly authenticatorId: string;
}

/** One that is built into the device and knows its user, unless it is told otherwise. */
async function plugIn({ context, page }: Tab, knowsUser = true): Promise<Device> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: knowsUser,
      isUserVerified: knowsUser,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}

/** The same browser, signed in at another studio too. */
async function enterAs(tab: Tab, studio: TestStudio): Promise<void> {
  await bring(tab, await studio.as('owner'), studio.origin);
}

async function bring({ context }: Tab, { cookies }: Visitor, origin: string): Promise<void> {
  const url = `${origin.replace('http:', 'https:')}/`;
  for (const [name, value] of cookies)
    await context.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Lax' }]);
}

async function add(tab: Tab, { origin }: Place, name: string): Promise<void> {
  const { page } = tab;
  await tab.goto(`${origin}${PAGE}`);
  await page.getByLabel('Nom', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await page.locator('#passkeys').getByText(name).waitFor();
}

/** By the button, in a browser that offers none by itself. */
async function ask({ page, goto }: Tab, { origin }: Place): Promise<void> {
  await page.addInitScript(() => {
    if ('PublicKeyCredential' in window) PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  await goto(`${origin}/login?next=/settings/profile`);
  await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
}

test('made on two hosts, each opens its own', async () => {
  const [studio, other] = [await browser.studio(), await browser.studio()];
  const tab = await browser.tab({ studio, role: 'owner' });
  const { page } = tab;
  const { session, authenticatorId } = await plugIn(tab);
  await enterAs(tab, other);
  await tab.goto(PAGE);
  await tab.inspect();
  await add(tab, studio, 'Portable');
  await tab.inspect();
  await add(tab, other, 'Ailleurs');
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
  const hosts = credentials.map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential]);
  expect(hosts.sort()).toEqual(
    [
      [studio.studio.host, true],
      [other.studio.host, true],
    ].sort(),
  );

  for (const each of [studio, other]) {
    await tab.context.clearCookies();
    await ask(tab, each);
    await tab.heading('Profil');
    expect(new URL(page.url()).host).toBe(each.studio.host);
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe(each.members.owner.name);
  }

  // That of the first studio is still in the device.
  const own = credentials.find(({ rpId }) => rpId === other.studio.host)?.credentialId ?? '';
  await session.send('WebAuthn.removeCredential', { authenticatorId, credentialId: own });
  await tab.context.clearCookies();
  await ask(tab, other);
  await page.getByRole('alert').getByText('annulée').waitFor();
  expect(new URL(page.url()).pathname).toBe('/login');
  await tab.inspect();
});

test('a device that does not verify its user neither makes one nor signs in', async () => {
  const studio = await browser.studio();
  const tab = await browser.tab({ studio, role: 'owner' });
  const { page } = tab;
  const { session, authenticatorId } = await plugIn(tab);
  await add(tab, studio, 'Portable');
  await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await tab.context.clearCookies();
  await ask(tab, studio);
  await page.getByRole('alert').getByText('annulée').waitFor();
  await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  await plugIn(tab, false);
  await enterAs(tab, studio);
  await tab.goto(PAGE);
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(/vérifier que c’est bien vous|annulée/);
  expect(await page.locator('#passkeys li').count()).toBe(1);
});

test('on the main host: made from the account, it opens the account and proves who asks', async () => {
  const studio = await browser.studio();
  const { origin } = studio.installation.platform.options.publicUrl;
  const user = await aUser(studio);
  const tab = await browser.tab({ width: PHONE });
  const { page } = tab;
  const { session, authenticatorId } = await plugIn(tab);
  await bring(tab, await signedIn(mainVisitor(studio), user), origin);
  await tab.goto('/me');
  await page.getByRole('link', { name: 'Clés d’accès' }).click();
  await tab.heading('Clés d’accès');
  await tab.inspect();
  await add(tab, { origin }, 'Téléphone');
  await tab.inspect();
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials.map(({ rpId }) => rpId)).toEqual([new URL(origin).hostname]);

  await tab.context.clearCookies();
  await ask(tab, { origin });
  await tab.heading('Profil');
  expect(new URL(page.url()).host).toBe(new URL(origin).host);

  await age(studio, user.id);
  await tab.goto(PAGE);
  await page.getByRole('link', { name: 'Modifier Téléphone' }).click();
  await page.getByRole('button', { name: 'Retirer la clé d’accès' }).click();
  await tab.heading('Confirmez que c’est vous');
  await tab.inspect();
  await page.getByRole('button', { name: 'Confirmer avec une clé d’accès' }).click();
  await page.getByText('La clé d’accès est retirée.').waitFor();
  expect(await page.locator('#passkeys').count()).toBe(0);
});

test('as fresh proof, in a studio: what was asked for is done, and who it is about is said', async () => {
  const studio = await browser.studio();
  const tab = await browser.tab({ studio, role: 'owner' });
  const { page } = tab;
  const { session, authenticatorId } = await plugIn(tab);
  await add(tab, studio, 'Portable');
  const { owner, user } = studio.members;
  await age(studio, owner.id);
  await tab.goto(`/settings/members/${user.id}`);
  await page.getByRole('button', { name: /^Retirer/ }).click();
  await tab.heading('Confirmez que c’est vous');
  await page.getByRole('heading', { name: `Retirer ${user.name} du studio` }).waitFor();
  await tab.inspect();
  const button = page.getByRole('button', { name: 'Confirmer avec une clé d’accès' });
  await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await button.click();
  await page.getByRole('alert').getByText('annulée').waitFor();
  await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await button.click();
  await page.getByText('ne fait plus partie du studio').waitFor();
});

test('offered among what the browser fills in, one is enough without the button; typing goes on as before', async () => {
  const studio = await browser.studio();
  const tab = await browser.tab({ studio, role: 'owner' });
  const { page } = tab;
  const { session, authenticatorId } = await plugIn(tab);
  await add(tab, studio, 'Portable');
  await tab.context.clearCookies();
  await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false });
  await tab.goto('/login?next=/settings/profile');
  const offered = page.waitForResponse(/\/login\/passkey\/options$/);
  await tab.goto('/login?next=/settings/profile');
  await offered;
  await page.getByLabel('Adresse e-mail').fill(studio.members.owner.email);
  await tab.inspect();
  await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: true });
  await tab.goto('/login?next=/settings/profile');
  await tab.heading('Profil');
});

/** Signed in some time ago. */
async function age({ installation }: TestStudio, userId: string): Promise<void> {
  await installation.platform.control.db.execute(
    sql`update logins set proved_at = now() - interval '11 minutes' where user_id = ${userId}`,
  );
}

test('with the keyboard, on a phone: the same device twice is refused in words', async () => {
  const studio = await browser.studio();
  const tab = await browser.tab({ studio, role: 'owner', width: PHONE });
  const { page } = tab;
  await plugIn(tab);
  await add(tab, studio, 'Téléphone');
  await page.getByLabel('Nom', { exact: true }).focus();
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert').getByText('a déjà une clé d’accès');
  await alert.waitFor();
  expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
  await tab.inspect();
  await page.getByRole('link', { name: 'Modifier Téléphone' }).click();
  await tab.heading('Téléphone');
  await tab.inspect();
});

test('without scripts both pages say what is needed', async () => {
  const studio = await browser.studio();
  const visitor = await browser.tab({ studio, script: false });
  visitor.expectStatus(422);
  await ask(visitor, studio);
  await visitor.page.getByRole('alert').getByText('JavaScript').waitFor();
  await visitor.inspect();
  const { origin } = studio.installation.platform.options.publicUrl;
  await ask(visitor, { origin });
  await visitor.page.getByRole('alert').getByText('JavaScript').waitFor();
  await visitor.inspect();
  const tab = await browser.tab({ studio, role: 'owner', script: false });
  tab.expectStatus(422);
  await tab.goto(PAGE);
  await tab.page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await tab.page.getByRole('alert').getByText('JavaScript').waitFor();
  expect(await tab.page.getByLabel('Nom', { exact: true }).count()).toBe(1);
});
