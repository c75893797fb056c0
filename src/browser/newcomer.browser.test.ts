/** From nothing to a paid invoice, as a newcomer: the reason why all of this exists. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Provisioner, startProvisioner } from '#platform/tenancy/provisioner.ts';
import { PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import { createHand, type Hand } from '#testing/hand.ts';
import { runJobs } from '#testing/run-jobs.ts';

const browser = useBrowser();
let provisioner: Provisioner;

beforeAll(async () => {
  const { platform, migrations } = browser.installation;
  provisioner = await startProvisioner(platform, migrations.tenant);
});

afterAll(() => provisioner?.close());

async function signUp(tab: Tab, hand: Hand): Promise<void> {
  await tab.goto('/');
  await tab.inspect();
  await hand.click('Créer mon studio');
  await tab.heading('Créer un studio');
  await tab.inspect();
  await hand.type('Nom du studio', 'Studio Nuit Blanche');
  await hand.type('Nom', 'Inès Morel');
  await hand.type('Adresse e-mail', 'ines@nuit-blanche.example');
  await hand.type('Mot de passe', 'violon brume armoire 81');
  await hand.click('Créer le studio');
  await tab.heading('Votre studio est prêt');
  expect(new URL(tab.page.url()).hostname).toBe('studio-nuit-blanche.localhost');
  await tab.inspect();
  await hand.click('Entrer dans le studio');
  await tab.heading('Aujourd’hui');
  await tab.inspect();
}

/** Until then no mail leaves to a client. The link leads to Today, where the next step is. */
async function confirmAddress(tab: Tab, hand: Hand): Promise<void> {
  expect(await tab.page.getByText('Un lien a été envoyé à ines@nuit-blanche.example.').count()).toBe(1);
  await tab.goto(await linkTo('ines@nuit-blanche.example'));
  await tab.heading('Confirmez votre adresse');
  await tab.inspect();
  await hand.click('Confirmer mon adresse');
  await tab.heading('Aujourd’hui');
  expect(await tab.page.getByText('Un lien a été envoyé à').count()).toBe(0);
}

async function giveMentions(tab: Tab, hand: Hand): Promise<void> {
  await hand.click('Compléter');
  await tab.heading('Identité légale');
  await tab.inspect();
  await hand.type('Adresse', '14 rue du Faubourg-Poissonnière');
  await hand.type('Code postal', '75010');
  await hand.type('Ville', 'Paris');
  await hand.type('SIRET', '85273916800015');
  await hand.type('Numéro de TVA', 'FR44852739168');
  await hand.click('Enregistrer');
}

async function openRoom(tab: Tab, hand: Hand): Promise<void> {
  await hand.click('Étape suivante');
  await tab.heading('Nouvelle salle');
  await tab.inspect();
  await hand.type('Nom', 'Grande salle');
  await hand.type('Heure', '60');
  await hand.click('Créer la salle');
  await tab.heading('Grande salle');
  await tab.inspect();
  await hand.click('Activer côté technique');
  await hand.click('Activer côté commercial');
}

async function addClient(tab: Tab, hand: Hand): Promise<void> {
  await hand.click('Étape suivante');
  await tab.heading('Nouveau client');
  await tab.inspect();
  await hand.type('Nom affiché', 'Mona Vasseur');
  await hand.type('E-mail', 'mona@vasseur.example');
  await hand.click('Créer la fiche');
  await tab.heading('Mona Vasseur');
  await tab.inspect();
}

async function book(tab: Tab, hand: Hand): Promise<void> {
  await hand.click('Réserver');
  await tab.heading('Nouvelle séance');
  await hand.type('Intitulé', 'Voix, titre 4');
  // The client whose page it was, and the only room.
  expect(await tab.page.locator('[name=clientId] :checked, [name=roomId] :checked').allTextContents()).toEqual([
    expect.stringContaining('Mona Vasseur'),
    expect.stringContaining('Grande salle'),
  ]);
  await tab.inspect();
  await hand.click('Réserver');
  await tab.heading('Voix, titre 4');
  await tab.inspect();
}

async function invoice(tab: Tab, hand: Hand): Promise<void> {
  await hand.click('Facturer');
  await tab.heading('Brouillon pour Mona Vasseur');
  await tab.inspect();
  await hand.click('Émettre');
  await tab.heading(/^FAC-\d{4}-0*1$/);
  await tab.inspect();
  await hand.click('Envoyer');
  await tab.heading('Envoyer par e-mail');
  await tab.inspect();
  await hand.click('Envoyer');
  await tab.heading(/^FAC-/);
}

/** The address in the latest mail to this person. */
async function linkTo(email: string): Promise<string> {
  await runJobs(browser.installation);
  const mail = browser.installation.mails.findLast(({ to }) => to.includes(email));
  const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
  if (!link) throw new Error(`no link was mailed to ${email}`);
  return link;
}

/** On a phone, without scripts, coming from the mail that brought the invoice. */
async function pay(client: Tab, hand: Hand): Promise<void> {
  await client.goto(await linkTo('mona@vasseur.example'));
  await client.heading(/^144,00/);
  await client.inspect();
  await hand.click('Payer 144,00 € par carte');
  await client.heading('144,00 € à payer');
  await client.inspect();
  await hand.type('Numéro de carte de TEST', '4242 4242 4242 4242');
  await hand.type('Expire fin', '12/39');
  await hand.type('Code de sécurité', '123');
  await hand.click('Payer 144,00 € (TEST)');
  await client.heading('Paiement reçu');
  await client.inspect();
}

test('in under two minutes of clicking', async () => {
  const tab = await browser.tab();
  const hand = createHand(tab.page);
  await signUp(tab, hand);
  await confirmAddress(tab, hand);
  await giveMentions(tab, hand);
  await openRoom(tab, hand);
  await addClient(tab, hand);
  await book(tab, hand);
  await invoice(tab, hand);

  const client = await browser.tab({ width: PHONE, script: false });
  const other = createHand(client.page, hand);
  await pay(client, other);

  await tab.page.reload();
  expect(await tab.page.getByText('Réglée', { exact: true }).count()).toBeGreaterThan(0);
  await tab.inspect();
  await runJobs(browser.installation);
  expect(browser.installation.mails.at(-1)?.subject).toMatch(/^Reçu\s: facture FAC-/);
  const { clicks, fields, keys, seconds } = other;
  process.stdout.write(`newcomer: ${clicks} clicks, ${fields} fields: ${seconds} s, and ${keys} letters\n`);
  expect(clicks).toBeLessThanOrEqual(20);
  expect(seconds).toBeLessThan(120);
});
