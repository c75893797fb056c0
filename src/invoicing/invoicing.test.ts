import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId, ClientInput } from '#clients/model.ts';
import { createClient } from '#clients/service.ts';
import { readRows } from '#platform/db/raw.ts';
import { accepted } from '#platform/refusal.ts';
import { updateProfile } from '#studios/service.ts';
import { aClient, aDraft, anIssuedInvoice, LINE, mayIssue } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;

const UNKNOWN = '01890000-0000-7000-8000-000000000000';

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  await mayIssue(studio);
});

/** Tests of days to come would find the login lapsed. */
async function keepLogins(): Promise<void> {
  const { db } = studio.installation.platform.control;
  await db.execute(sql`update logins set expires_at = '2028-01-01', last_seen_at = '2027-01-01'`);
}

beforeEach(() => studio.clock.set('2026-11-20T13:42:00+01:00'));

const COMPANY: ClientInput = {
  kind: 'company',
  name: 'Maison Vocale',
  email: 'compta@maisonvocale.example',
  street: '4, quai des Célestins',
  postalCode: '69002',
  city: 'Lyon',
  country: 'FR',
  siren: '404833048',
  vatNumber: 'FR83404833048',
};

async function company(changes: Partial<ClientInput> = {}): Promise<ClientId> {
  return accepted(createClient(await studio.scope('owner'), { ...COMPANY, ...changes }));
}

async function pdfText(path: string): Promise<string> {
  const response = await owner.request(path, {});
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const folder = mkdtempSync(join(tmpdir(), 'regie-pdf-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), Buffer.from(await response.arrayBuffer()));
    return execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hasPdfToText(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function rows<T>(query: ReturnType<typeof sql>): Promise<T[]> {
  return (await readRows((await studio.scope()).db, query)) as unknown as T[];
}

describe('the life of an invoice', () => {
  it('goes from an empty list to paid and taken back', async () => {
    const fresh = await testStudio();
    fresh.clock.set('2026-11-20T13:42:00+01:00');
    await mayIssue(fresh);
    const visitor = await fresh.as('manager');
    expect((await visitor.get('/invoices')).one('.empty').text).toContain('Partez d’une séance');

    const clientId = await aClient(visitor, { name: 'Mona Vasseur', email: 'mona@vasseur.example' });
    const made = await visitor.post('/invoices', { clientId });
    expect(made.status).toBe(303);
    expect(made.location).toMatch(/^\/invoices\/[\da-f-]{36}\/edit$/);
    const path = made.location?.replace('/edit', '') ?? '';
    const draft = await visitor.follow(made);
    expect(draft.one('h1').text).toBe('Brouillon pour Mona Vasseur');
    expect(draft.one('.head .chip').text).toBe('Brouillon');
    expect(draft.one('#gate').text).toContain('aucune ligne');

    await visitor.post(`${path}/lines`, { ...LINE, quantity: '1h30', unitPrice: '80' });
    await visitor.post(`${path}/lines`, {
      ...LINE,
      description: 'Bande',
      unit: 'piece',
      unitPrice: '12,50',
      vat: 'S-550',
    });
    const issued = await visitor.post(`${path}/issuance`);
    expect(issued.location).toBe(path);
    const page = await visitor.follow(issued);
    expect(page.one('.flash').text).toContain('Facture FAC-2026-0001 émise.');
    expect(page.one('h1').text).toBe('FAC-2026-0001');
    expect(page.one('.head').text).toContain('Mona Vasseur · émise le 20 novembre 2026 · échéance le 20 décembre 2026');
    expect(page.one('.figures').text).toContain('157,19\u00a0€');
    expect(page.all('.btn.main')).toHaveLength(1);
    expect(page.one('.btn.main').text).toBe('Envoyer');

    expect((await visitor.get(`${path}/sending`)).one('[name=to]').getAttribute('value')).toBe('mona@vasseur.example');
    await visitor.post(`${path}/sending`, { to: '' });
    await fresh.jobsDone();
    const sent = await visitor.get(path);
    expect(sent.one('.head .chip').text).toBe('Envoyée');
    expect(sent.one('.btn.main').text).toBe('Encaisser');

    const form = await visitor.get(sent.one('.btn.main').getAttribute('href') ?? '');
    expect(form.one('[name=amount]').getAttribute('value')).toBe('157,19');
    const invoiceId = path.split('/').at(-1) ?? '';
    await visitor.post('/payments', { invoiceId, amount: '57,19', method: 'transfer' });
    expect((await visitor.get(path)).one('.head .chip').text).toBe('Réglée en partie');
    await visitor.post('/payments', { invoiceId, amount: '100', method: 'cash' });
    const paid = await visitor.get(path);
    expect(paid.one('.head .chip').text).toBe('Réglée');
    expect(paid.all('.btn.main')).toHaveLength(0);
    expect(paid.one('aside').text).toContain('Espèces');

    const credited = await visitor.post(`${path}/credit-note`, { reason: 'Séance annulée' });
    const note = await visitor.follow(credited);
    expect(note.one('h1').text).toBe('AV-2026-0001');
    expect(note.text).toContain('Séance annulée');
    const back = await visitor.get(path);
    expect(back.one('.head .chip').text).toBe('À rembourser');
    expect(back.one('.btn.main').text).toBe('Rembourser');
    await visitor.post('/payments', { invoiceId, amount: '-157,19', method: 'transfer', note: 'Avoir AV-2026-0001' });
    const end = await visitor.get(path);
    expect(end.one('.head .chip').text).toBe('Annulée');
    expect(end.one('.timeline').text).toContain('l’avoir AV-2026-0001');
    expect(end.all('.timeline li').length).toBeGreaterThanOrEqual(7);
  });
});

describe('a draft', () => {
  it('wants a client that is here', async () => {
    for (const clientId of ['', 'x', UNKNOWN]) {
      const page = await owner.post('/invoices', { clientId });
      expect(page.status, clientId).toBe(422);
      expect(page.all('[name=clientId][aria-invalid=true]')).toHaveLength(1);
    }
  });

  it('gives every text back byte for byte', async () => {
    const naughty = '\n  <b>&lt;"\'` $(7*7) {{7*7}} ‮ Ω 👩🏽‍🎤 ﷽ \u200b';
    const id = await aDraft(owner, await company(), []);
    await owner.post(`/invoices/${id}/lines`, { ...LINE, description: naughty, detail: naughty });
    await owner.post(`/invoices/${id}`, { notes: naughty, exemption: naughty });
    const [stored] = await rows<{ description: string; detail: string; notes: string }>(
      sql`select l.description, l.detail, i.notes from invoice_lines l join invoices i on i.id = l.invoice_id where i.id = ${id}`,
    );
    expect(stored).toEqual({ description: naughty, detail: naughty, notes: naughty });
    expect((await owner.get(`/invoices/${id}/edit`)).one('[name=detail]').text).toBe(`\n${naughty}`);
    expect((await owner.post(`/invoices/${id}/lines`, { ...LINE, description: 'a\u0000b' })).status).toBe(422);
  });

  it('keeps its days in order', async () => {
    const id = await aDraft(owner, await company());
    const page = await owner.post(`/invoices/${id}`, {
      suppliedFrom: '2026-11-20',
      suppliedTo: '2026-11-19',
      notes: 'x',
    });
    expect(page.status).toBe(422);
    expect(page.one('[name=suppliedTo]').getAttribute('aria-invalid')).toBe('true');
    expect((await owner.post(`/invoices/${id}`, { suppliedFrom: '2026-02-30' })).status).toBe(422);
    expect((await owner.post(`/invoices/${id}`, { suppliedFrom: '2026-11-18', suppliedTo: '2026-11-19' })).status).toBe(
      303,
    );
    expect((await owner.get(`/invoices/${id}`)).text).toContain('18 novembre 2026 – 19 novembre 2026');
  });

  it('goes without leaving a gap', async () => {
    const id = await aDraft(owner, await company());
    expect((await owner.post(`/invoices/${id}/removal`)).location).toBe('/invoices');
    expect((await owner.get(`/invoices/${id}`)).status).toBe(404);
  });
});

it('shows no VAT under the franchise, and says why', async () => {
  const other = await testStudio();
  await mayIssue(other, { vatRegime: 'franchise', vatNumber: '' });
  const visitor = await other.as('owner');
  const clientId = await aClient(visitor);
  const id = await anIssuedInvoice(visitor, clientId, [{ vat: 'E-0' }]);
  expect((await visitor.post(`/invoices/${await aDraft(visitor, clientId, [])}/lines`, LINE)).status).toBe(422);
  expect((await visitor.get(`/invoices/${id}`)).one('tr.strong').text).toContain('100,00');
});

describe('issuing', () => {
  it('says what is missing, and takes no number', async () => {
    const clientId = await company({ street: null });
    const id = await aDraft(owner, clientId, []);
    const page = await owner.post(`/invoices/${id}/issuance`);
    expect(page.status).toBe(422);
    const links = page.all('.notice a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([`/invoices/${id}/edit#lines`, `/clients/${clientId}/edit`]);
    expect(page.one('.notice').getAttribute('role')).toBe('alert');
    await updateProfile(await studio.scope('owner'), { siren: '' });
    expect((await owner.post(`/invoices/${id}/issuance`)).one('.notice').text).toContain('le numéro SIREN');
    await updateProfile(await studio.scope('owner'), { siren: '732829320' });
  });

  it('freezes both parties as they were', async () => {
    const clientId = await company({ name: 'Avant SARL' });
    const id = await anIssuedInvoice(owner, clientId);
    const scope = await studio.scope('owner');
    await updateProfile(scope, { addressLine1: '1 rue Neuve' });
    await rawWrite(scope, (tx) => tx.execute(sql`update clients set name = 'Après SARL' where id = ${clientId}`));
    const text = await pdfText(`/invoices/${id}.pdf`);
    expect(text).toContain('Avant SARL');
    expect(text).toContain('12 rue des Vignoles');
    expect((await owner.get(`/invoices/${id}`)).one('.head').text).toContain('Avant SARL');
    await updateProfile(scope, { addressLine1: '12 rue des Vignoles' });
  });

  it('happens once, and then nothing changes any more', async () => {
    const id = await anIssuedInvoice(owner, await company());
    const page = await owner.get(`/invoices/${id}`);
    for (const [path, fields] of [
      ['/issuance', {}],
      ['', { notes: 'x' }],
      ['/lines', LINE],
      ['/removal', {}],
    ] as const)
      expect((await owner.post(`/invoices/${id}${path}`, fields)).status, path).toBe(409);
    expect((await owner.get(`/invoices/${id}/edit`)).status).toBe(409);
    expect((await owner.get(`/invoices/${id}`)).one('tbody').text).toBe(page.one('tbody').text);
  });

  it('counts by the studio’s own year', async () => {
    const other = await testStudio();
    await mayIssue(other);
    const visitor = await other.as('owner');
    await keepLogins();
    other.clock.set('2026-12-31T22:59:59Z');
    const clientId = await aClient(visitor);
    const last = await visitor.get(`/invoices/${await anIssuedInvoice(visitor, clientId)}`);
    expect(last.one('h1').text).toBe('FAC-2026-0001');
    other.clock.set('2026-12-31T23:00:00Z');
    const first = await visitor.get(`/invoices/${await anIssuedInvoice(visitor, clientId)}`);
    expect(first.one('h1').text).toBe('FAC-2027-0001');
    expect(first.one('.head').text).toContain('1er janvier 2027');
  });
});

describe('the PDF', () => {
  it.runIf(hasPdfToText())('says all that the law wants said', async () => {
    const clientId = await company({ deliveryAddress: 'Studio B\n12 rue Longue\n69001 Lyon' });
    const id = await aDraft(owner, clientId, [{ quantity: '2' }, { description: 'Disque', vat: 'S-550' }]);
    await owner.post(`/invoices/${id}`, { suppliedFrom: '2026-11-01', suppliedTo: '2026-11-02' });
    const draft = await pdfText(`/invoices/${id}.pdf`);
    expect(draft).toMatch(/BROUILLON|Brouillon/);
    await owner.post(`/invoices/${id}/issuance`);
    const number = (await owner.get(`/invoices/${id}`)).one('h1').text;
    const text = (await pdfText(`/invoices/${id}.pdf`)).replace(/[\u00a0\u202f]/g, ' ');
    for (const words of [
      number,
      'Studio Lumen',
      'SARL',
      '12 rue des Vignoles',
      'RCS Paris 732 829 320',
      'FR44732829320',
      'Maison Vocale',
      '4, quai des Célestins',
      '404 833 048',
      'FR83404833048',
      '12 rue Longue',
      '20 novembre 2026',
      '20 décembre 2026',
      'Prestation de services',
      'Prise de voix',
      '200,00',
      'TVA 20 % sur 200,00',
      'TVA 5,5 % sur 100,00',
      '345,50 €',
      '40,00 €',
      'D. 441-5',
      'escompte',
      'pénalités',
    ])
      expect(text, words).toContain(words);
    expect(text).not.toMatch(/brouillon/i);
  });

  it.runIf(hasPdfToText())('speaks of franchise, reverse charge and debits where they apply', async () => {
    const scope = await studio.scope('owner');
    const id = await anIssuedInvoice(owner, await company(), [{ vat: 'AE-0' }]);
    expect(await pdfText(`/invoices/${id}.pdf`)).toContain('Autoliquidation');
    await updateProfile(scope, { vatRegime: 'debits' });
    expect(await pdfText(`/invoices/${await anIssuedInvoice(owner, await company())}.pdf`)).toContain(
      'd’après les débits',
    );
    await updateProfile(scope, { vatRegime: 'franchise' });
    const franchise = await anIssuedInvoice(owner, await aClient(owner), [{ vat: 'E-0' }]);
    const text = await pdfText(`/invoices/${franchise}.pdf`);
    expect(text).toContain('293 B');
    expect(text).not.toContain('D. 441-5');
    await updateProfile(scope, { vatRegime: 'normal' });
  });

  it('comes under its number, and not for others', async () => {
    const id = await anIssuedInvoice(owner, await company());
    const page = await owner.get(`/invoices/${id}`);
    const response = await owner.request(`/invoices/${id}.pdf`, {});
    expect(response.headers.get('content-disposition')).toBe(`inline; filename="${page.one('h1').text}.pdf"`);
    for (const path of [`/invoices/${UNKNOWN}.pdf`, '/invoices/x.pdf'])
      expect((await owner.get(path)).status).toBe(404);
    expect((await (await studio.as('user')).get(`/invoices/${id}.pdf`)).status).toBe(403);
  });
});

describe('mails', () => {
  it('carry the PDF once, in the client’s language', async () => {
    const id = await anIssuedInvoice(owner, await company({ language: 'en' }));
    const number = (await owner.get(`/invoices/${id}`)).one('h1').text;
    const before = studio.mails().length;
    await owner.post(`/invoices/${id}/sending`, { to: ' autre@maisonvocale.example ' });
    expect((await owner.get(`/invoices/${id}`)).one('.timeline').text).toContain('en attente de départ');
    await studio.jobsDone();
    const [mail, ...others] = studio.mails().slice(before);
    expect(others).toHaveLength(0);
    expect(mail).toMatchObject({
      to: 'autre@maisonvocale.example',
      fromName: 'Studio Lumen',
      replyTo: 'compta@studiolumen.example',
      subject: `Invoice ${number} – Studio Lumen`,
    });
    expect(mail?.text).toContain('Amount to pay: €120.00, by 20 December 2026.');
    expect(mail?.attachments?.[0]).toMatchObject({ filename: `${number}.pdf`, contentType: 'application/pdf' });
    expect(
      Buffer.from(mail?.attachments?.[0]?.content ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('are shown as under way, as sent, or as given up, on the page and in the list', async () => {
    const id = await anIssuedInvoice(owner, await company());
    const { registry, inScope } = studio.installation.platform;
    const chips = async () => {
      const page = await owner.get(`/invoices/${id}`);
      const row = (await owner.get('/invoices')).one(`#invoice-${id} td.wide .chip`);
      return [...page.all('.head .chip').map(({ text }) => text), row.text];
    };
    expect(await chips()).toEqual(['À envoyer', 'À envoyer']);
    await owner.post(`/invoices/${id}/sending`, { to: 'perdue@maisonvocale.example' });
    expect(await chips()).toEqual(['Envoi en cours', 'Envoi en cours']);
    const page = await owner.get(`/invoices/${id}`);
    expect(page.one('.live-part').getAttribute('data-live')).toBe('invoices');
    expect(page.all('.head a.main')).toHaveLength(0);

    await studio.installation.platform.dispatcher.idle();
    const message = studio.installation.queue.take();
    if (message?.job !== 'invoicing.send') throw new Error('nothing was to be sent');
    const giveUp = () =>
      inScope(studio.studio.id, message.actor, message.id, async (scope) =>
        registry.definitions.get('invoicing.send')?.giveUp?.(scope, message.payload),
      );
    await giveUp();
    await giveUp();
    expect(await chips()).toEqual(['Envoi échoué', 'Envoi échoué']);
    expect((await owner.get(`/invoices/${id}`)).one('.notice.bad').text).toContain('perdue@maisonvocale.example');

    await owner.post(`/invoices/${id}/sending`, { to: 'bonne@maisonvocale.example' });
    await studio.jobsDone();
    expect(await chips()).toEqual(['Envoyée', 'Envoyée']);
    await giveUp();
    expect((await owner.get(`/invoices/${id}`)).one('.timeline').text).toContain('n’est pas parti');
  });

  it('want an address, and an issued document', async () => {
    const scope = await studio.scope('owner');
    const silent = await accepted(createClient(scope, { name: 'Sans adresse' }));
    const id = await anIssuedInvoice(owner, silent);
    for (const to of ['', 'pas une adresse', 'a@b\nBcc: c@d.example']) {
      const page = await owner.post(`/invoices/${id}/sending`, { to });
      expect(page.status, to).toBe(422);
      expect(page.one('[name=to]').getAttribute('aria-invalid')).toBe('true');
    }
    const draft = await aDraft(owner, silent);
    expect((await owner.get(`/invoices/${draft}/sending`)).status).toBe(409);
    expect((await owner.post(`/invoices/${draft}/sending`, { to: 'a@b.example' })).status).toBe(409);
  });

  it('remind once a day, and only of what is due', async () => {
    const id = await anIssuedInvoice(owner, await company());
    await owner.post(`/invoices/${id}/sending`, { to: '' });
    await studio.jobsDone();
    const before = studio.mails().length;
    const tries = await Promise.all(Array.from({ length: 4 }, () => owner.post(`/invoices/${id}/reminder`)));
    expect(tries.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
    await studio.jobsDone();
    expect(studio.mails().slice(before)).toHaveLength(1);
    expect(studio.mails().at(-1)?.text).toContain('il reste 120,00\u00a0€ à régler');
    expect((await owner.get(`/invoices/${id}`)).all('form[action$=reminder]')).toHaveLength(0);
    studio.clock.set('2026-11-21T13:43:00+01:00');
    expect((await owner.post(`/invoices/${id}/reminder`)).status).toBe(303);
    await owner.post('/payments', { invoiceId: id, amount: '120' });
    studio.clock.set('2026-11-23T13:43:00+01:00');
    expect((await owner.post(`/invoices/${id}/reminder`)).status).toBe(409);
    const mails = studio.mails().length;
    await studio.jobsDone();
    expect(studio.mails(), 'paid before the mail left').toHaveLength(mails);
  });
});

describe('credit notes', () => {
  it('take back the whole, in a series of their own, and only once', async () => {
    const id = await anIssuedInvoice(owner, await company(), [{ quantity: '3' }, { vat: 'S-550' }]);
    expect((await owner.get(`/invoices/${id}/credit-note`)).one('.notice').text).toContain('465,50');
    expect((await owner.post(`/invoices/${id}/credit-note`, { reason: '' })).status).toBe(422);
    const tries = await Promise.all(
      Array.from({ length: 4 }, () => owner.post(`/invoices/${id}/credit-note`, { reason: 'Double' })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
    const note = tries.find(({ status }) => status === 303)?.location ?? '';
    const page = await owner.get(note);
    expect(page.one('h1').text).toMatch(/^AV-2026-\d{4}$/);
    expect(page.one('tr.strong').text).toContain('465,50\u00a0€');
    expect((await owner.get(`/invoices/${id}`)).one('.head .chip').text).toBe('Annulée');
    expect((await owner.post(`${note}/credit-note`, { reason: 'x' })).status).toBe(409);
    expect((await owner.post('/payments', { invoiceId: id, amount: '1' })).status).toBe(422);
    await owner.post(`${note}/sending`, { to: '' });
    await studio.jobsDone();
    expect(studio.mails().at(-1)?.subject).toContain('Avoir AV-2026-');
    if (hasPdfToText()) expect(await pdfText(`${note}.pdf`)).toContain('Rectifie la facture');
  });

  it('are not for drafts', async () => {
    const id = await aDraft(owner, await company());
    expect((await owner.get(`/invoices/${id}/credit-note`)).status).toBe(409);
    expect((await owner.post(`/invoices/${id}/credit-note`, { reason: 'x' })).status).toBe(409);
  });
});

describe('what falls due', () => {
  async function runOverdue(): Promise<void> {
    const { platform } = studio.installation;
    const job = platform.registry.definitions.get('invoicing.mark-overdue');
    await platform.inScope(studio.studio.id, { kind: 'system', name: 'schedule' }, UNKNOWN, async (scope) =>
      job?.run(scope, {}, { key: 'x', progress: async () => {} }),
    );
  }

  it('is marked once the studio’s day is over, unless nothing is due', async () => {
    const clientId = await company();
    const [open, paid, credited] = [
      await anIssuedInvoice(owner, clientId),
      await anIssuedInvoice(owner, clientId),
      await anIssuedInvoice(owner, clientId),
    ];
    await owner.post('/payments', { invoiceId: paid, amount: '120' });
    await owner.post(`/invoices/${credited}/credit-note`, { reason: 'x' });
    await keepLogins();
    const chip = async (id: string) => (await owner.get(`/invoices/${id}`)).one('.head .chip').text;
    studio.clock.set('2026-12-20T22:59:00Z');
    await runOverdue();
    expect(await chip(open)).toBe('À envoyer');
    studio.clock.set('2026-12-20T23:01:00Z');
    await runOverdue();
    expect(await chip(open)).toBe('En retard de 1 jour');
    expect(await chip(paid)).toBe('Réglée');
    expect(await chip(credited)).toBe('Annulée');
    await runOverdue();
    const marks = await rows(sql`select 1 from audit where action = 'invoicing.mark-overdue' and subject_id = ${open}`);
    expect(marks).toHaveLength(1);
    const list = await owner.get(`/invoices?clientId=${clientId}&order=overdue`);
    expect(list.all('tbody tr')[0]?.id).toBe(`invoice-${open}`);
    expect((await owner.get(`/invoices?clientId=${clientId}&status=overdue`)).all('tbody tr')).toHaveLength(1);
    await owner.post('/payments', { invoiceId: open, amount: '120' });
    expect(await chip(open)).toBe('Réglée');
  });
});

describe('the list', () => {
  it('filters, adds up and pages by its address', async () => {
    const fresh = await testStudio();
    await mayIssue(fresh);
    const visitor = await fresh.as('owner');
    const clientId = await aClient(visitor, { name: 'Beaucoup' });
    await fresh.scope('owner').then((scope) =>
      rawWrite(scope, (tx) =>
        tx.execute(sql`
          insert into invoices (id, kind, client_id, number, currency, locale, issued_at, issue_date, due_date, seller, buyer, gross, created_at)
          select gen_random_uuid(), 'invoice', ${clientId}, 'T-' || n, 'EUR', 'fr', timestamptz '2026-01-01' + n * interval '1 day',
            date '2026-01-01' + n, date '2026-02-01' + n, '{}', '{}', 1000, now() from generate_series(1, 120) n`),
      ),
    );
    const seen: string[] = [];
    let path: string | null = '/invoices';
    for (let pages = 0; path && pages < 5; pages += 1) {
      const page = await visitor.get(path);
      seen.push(...page.all('tbody tr[id]').map((row) => row.id));
      path = page.all('.pager a')[0]?.getAttribute('href')?.replaceAll('&amp;', '&') ?? null;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    const first = await visitor.get('/invoices');
    expect(first.one('tbody').text).toContain('T-120');
    expect(first.one('.figures').text).toContain('1\u202f200,00\u00a0€');
    const january = await visitor.get('/invoices?from=2026-01-02&to=2026-01-31');
    expect(january.all('tbody tr[id]')).toHaveLength(30);
    expect(january.one('.figures').text).toContain('300,00\u00a0€');
    const more = first.one('.pager a').getAttribute('href')?.replaceAll('&amp;', '&') ?? '';
    const fragment = await visitor.get(more, { headers: { 'hx-request': 'true' } });
    expect(fragment.text).toMatch(/^<tr/);
    for (const query of ['status=draft', 'status=paid', 'clientId=01890000-0000-7000-8000-000000000000'])
      expect((await visitor.get(`/invoices?${query}`)).one('.empty').text, query).toContain('Aucune facture');
    for (const query of ['status=x&from=hier&clientId=1&order=up&after=0', `after=${UNKNOWN}`])
      expect((await visitor.get(`/invoices?${query}`)).status, query).toBe(200);
  });
});

describe('who may', () => {
  const GETS = ['/invoices', '/invoices/:id', '/invoices/:id.pdf'];
  const POSTS = [
    '/invoices',
    '/invoices/:id',
    '/invoices/:id/lines',
    '/invoices/:id/removal',
    '/invoices/:id/issuance',
    '/invoices/:id/sending',
    '/invoices/:id/reminder',
    '/invoices/:id/reminder/withdrawal',
    '/invoices/:id/credit-note',
    '/payments',
  ];
  const FORMS = [
    '/invoices/new',
    '/invoices/:id/edit',
    '/invoices/:id/sending',
    '/invoices/:id/credit-note',
    '/payments/new',
  ];

  it('read and act: owner and manager; read: admin; nothing: user; login first: anonymous', async () => {
    const id = await anIssuedInvoice(owner, await company());
    const at = (path: string) => path.replace(':id', id);
    const [admin, manager, user] = [await studio.as('admin'), await studio.as('manager'), await studio.as('user')];
    for (const path of [...GETS, '/payments']) {
      expect((await manager.get(at(path))).status, path).toBe(200);
      expect((await admin.get(at(path))).status, path).toBe(200);
      expect((await user.get(at(path))).status, path).toBe(403);
      expect((await studio.anonymous.get(at(path))).location, path).toMatch(/^\/login/);
    }
    for (const path of FORMS) {
      for (const visitor of [admin, user]) expect((await visitor.get(at(path))).status, path).toBe(403);
      expect((await manager.get(at(path))).status, path).not.toBe(403);
    }
    for (const path of POSTS) {
      for (const visitor of [admin, user]) expect((await visitor.post(at(path))).status, path).toBe(403);
      expect((await manager.post(at(path))).status, path).not.toBe(403);
      expect((await studio.anonymous.post(at(path))).location, path).toMatch(/^\/login/);
      const foreign = { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } };
      expect((await owner.post(at(path), {}, foreign)).status, path).toBe(403);
    }
  });

  it('find nothing of another studio', async () => {
    const other = await testStudio();
    await mayIssue(other);
    const stranger = await other.as('owner');
    const id = await anIssuedInvoice(owner, await company());
    const at = (path: string) => path.replace(':id', id);
    for (const path of [...GETS.slice(1), ...FORMS.slice(1, 4)])
      expect((await stranger.get(at(path))).status, path).toBe(404);
    for (const path of POSTS.slice(1, -1))
      expect((await stranger.post(at(path), { reason: 'x', to: 'a@b.example', direction: 'up' })).status, path).toBe(
        404,
      );
    expect((await stranger.post('/payments', { invoiceId: id, amount: '1' })).status).toBe(404);
  });
});
