import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATION_KINDS } from '#activations/model.ts';
import type { ClientId } from '#clients/model.ts';
import { createClient } from '#clients/service.ts';
import { createDraft } from '#invoicing/drafts/service.ts';
import { issueInvoice } from '#invoicing/issuance/service.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { accepted } from '#platform/refusal.ts';
import { ALWAYS_OPEN } from '#rooms/hours/model.ts';
import type { RoomInput } from '#rooms/input.ts';
import { createRoom, giveActivation } from '#rooms/service.ts';
import { sessionBillables } from '#sessions/billables.ts';
import type { SessionId } from '#sessions/model.ts';
import { bookSession } from '#sessions/service.ts';
import { updateProfile } from '#studios/service.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const NOON = '2026-11-20T13:42:00+01:00';
const ROOM: RoomInput = {
  name: 'Grande salle',
  type: 'recording',
  description: '',
  equipment: '',
  rates: { hourly: 8_000n, halfDay: null, day: null },
  vatRate: 2000,
  capacity: null,
  size: null,
  isolationBooth: false,
  liveRoom: false,
  controlRoom: false,
  color: 1,
  setupMinutes: 0,
  teardownMinutes: 0,
  hours: ALWAYS_OPEN,
};

let studio: TestStudio;
let owner: Visitor;
let [mona, label]: ClientId[] = [];
let sessions: SessionId[];
let invoices: InvoiceId[];

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set(NOON);
  owner = await studio.as('owner');
  const scope = await studio.scope('owner');
  await updateProfile(scope, {
    ...{ legalName: 'Studio Lumen', addressLine1: '14 rue des Martyrs', postalCode: '75009', city: 'Paris' },
    ...{ siren: '852739168', vatNumber: 'FR44852739168' },
  });
  mona = await accepted(
    createClient(scope, { name: 'Mona Vasseur', email: 'mona@vasseur.example', phone: '+33 6 12 44 81 09' }),
  );
  label = await accepted(
    createClient(scope, {
      name: 'Label Papier Mâché',
      kind: 'company',
      street: '8 rue Bichat',
      city: 'Paris',
    }),
  );
  await accepted(createClient(scope, { name: 'Orage d’Été', artistName: 'L’Orage' }));
  const roomId = await createRoom(scope, ROOM);
  for (const kind of ACTIVATION_KINDS) await giveActivation(scope, roomId, kind);
  const book = async (title: string, clientId: ClientId, day: string, until = '12:00') => {
    const times = { startsAt: new Date(`${day}T10:00+01:00`), endsAt: new Date(`${day}T${until}+01:00`) };
    const what = { title, kind: 'recording', notes: '', agreedPrice: null } as const;
    const booked = await bookSession(scope, { ...what, roomId, clientId, ...times });
    if (!booked.ok) throw new Error('the room is taken');
    return booked.value;
  };
  sessions = [
    await book('Voix, titre 4', mona, '2026-11-23'),
    await book('Cordes 100 %_', label, '2026-11-18', '13:00'),
  ];
  invoices = [];
  for (const [index, clientId] of [mona, label].entries()) {
    const sources = [{ kind: 'session', id: sessions[index] ?? '' }] as const;
    const id = await accepted(createDraft(scope, { clientId, sources }, [sessionBillables]));
    await issueInvoice(scope, id);
    invoices.push(id);
  }
  await accepted(createDraft(scope, { clientId: mona }));
});

const search = async (q: string, who = owner) => who.get(`/search?q=${encodeURIComponent(q)}`);
const palette = async (q: string, who = owner) =>
  who.get(`/search/palette?q=${encodeURIComponent(q)}`, { headers: { 'hx-request': 'true' } });

/** Labels of what was found, in order. */
async function found(q: string, who = owner): Promise<string[]> {
  const page = await search(q, who);
  expect(page.status, q).toBe(200);
  return page.all('#results .what').map((link) => link.text);
}

describe('search', () => {
  it.each([
    ['mona', 'Mona Vasseur'],
    ['VASSEUR Mona', 'Mona Vasseur'],
    ['vaseur', 'Mona Vasseur'],
    ['vassuer', 'Mona Vasseur'],
    ['papier mache', 'Label Papier Mâché'],
    ['papeir', 'Label Papier Mâché'],
    ['ete', 'Orage d’Été'],
    ['mona@vasseur.example', 'Mona Vasseur'],
    ['06 12 44 81 09', 'Mona Vasseur'],
    ['0612448109', 'Mona Vasseur'],
    ['titre 4', 'Voix, titre 4'],
    ['cordes papier', 'Cordes 100 %_'],
    ['100 %_', 'Cordes 100 %_'],
    ['FAC-2026-0002', 'FAC-2026-0002'],
    ['fac20260002', 'FAC-2026-0002'],
    ['0002', 'FAC-2026-0002'],
    ['288,00', 'FAC-2026-0002'],
  ])('%j finds %s first', async (q, label) => {
    expect((await found(q))[0]).toBe(label);
  });

  it('prefers an exact name to similar ones', async () => {
    const scope = await studio.scope('owner');
    await accepted(
      createClient(scope, { name: 'Monique Vassal', email: 'monique@montreuil.example', city: 'Montreuil' }),
    );
    expect((await found('mona')).filter((label) => label.includes('Moni'))).toEqual([]);
    expect((await found('monqiue')).at(0)).toBe('Monique Vassal');
    expect((await found('mona vaseur')).at(0)).toBe('Mona Vasseur');
  });

  it('finds of every kind, and says how many', async () => {
    const page = await search('mona');
    expect(page.all('#results .what').map((link) => link.getAttribute('href'))).toEqual([
      `/clients/${mona}`,
      `/sessions/${sessions[0]}`,
      expect.stringMatching(/^\/invoices\//),
      `/invoices/${invoices[0]}`,
    ]);
    expect(
      page
        .all('.seg a')
        .map((link) => link.text)
        .slice(0, 4),
    ).toEqual(['Tout4', 'Clients1', 'Séances1', 'Factures2']);
    expect(page.one('title').text).toContain('Résultats pour');
  });

  it('takes wildcards for what they are', async () => {
    for (const q of ['%', '_', '\\', '％', '%%%', 'm%a', 'm_n']) {
      const labels = await found(q);
      expect(
        labels.filter((label) => !label.includes('%_')),
        q,
      ).toEqual([]);
    }
  });

  it('shows one kind, page by page', async () => {
    const scope = await studio.scope('owner');
    for (let index = 1; index <= 70; index += 1)
      await accepted(createClient(scope, { name: `Zed ${String(index).padStart(2, '0')}` }));
    const page = await owner.get('/search?q=zed&kind=clients');
    expect(page.all('#results tbody tr:not(.pager)')).toHaveLength(30);
    const next = page.one('.pager a').getAttribute('href')?.replaceAll('&amp;', '&') ?? '';
    const part = await owner.get(next, { headers: { 'hx-request': 'true' } });
    expect(part.text).toMatch(/^<tr/);
    expect(part.all('.what')[0]?.text).toBe('Zed 31');
    const whole = await owner.get(part.one('.pager a').getAttribute('href')?.replaceAll('&amp;', '&') ?? '');
    expect(
      whole
        .all('#results .what')
        .map((link) => link.text)
        .at(-1),
    ).toBe('Zed 70');
    expect(whole.all('.pager')).toHaveLength(0);
    for (const after of ['-1', 'x', '9e9', '1.5', '99999999999999999999'])
      expect((await owner.get(`/search?q=zed&kind=clients&after=${after}`)).all('#results .what')[0]?.text).toBe(
        'Zed 01',
      );
  });

  it('says what to do when there is nothing', async () => {
    const page = await search('qqqqqqqq');
    expect(page.status).toBe(200);
    expect(page.one('.empty').text).toContain('Rien ne correspond');
    const offered = page.all('.empty a').map((link) => link.getAttribute('href'));
    expect(offered.slice(0, 2)).toEqual(['/clients/new', '/sessions/new']);
  });

  it('shows what was touched last when nothing is asked', async () => {
    const page = await owner.get('/search');
    expect(page.all('#results h2').map((title) => title.text)).toEqual([
      'Clients récents',
      'Séances récentes',
      'Factures récentes',
    ]);
  });

  it('says nothing about invoices to those who may not read them', async () => {
    const user = await studio.as('user');
    for (const q of ['mona', 'FAC-2026-0001', '192,00', '']) {
      for (const page of [await search(q, user), await palette(q, user)])
        expect(page.all('[href*=invoices]'), q).toHaveLength(0);
    }
    expect((await user.get('/search?q=mona&kind=invoices')).status).toBe(403);
    expect((await studio.anonymous.get('/search?q=mona')).location).toBe('/login?next=%2Fsearch%3Fq%3Dmona');
  });

  it('keeps to its own studio', async () => {
    const other = await (await testStudio()).as('owner');
    for (const q of ['mona', 'FAC-2026-0001', 'titre', '']) {
      expect(await found(q, other), q).toEqual([]);
      expect((await palette(q, other)).text).not.toMatch(/Mona|FAC-2026|Voix/);
    }
  });

  it('never breaks on what people type, and shows it as it was typed', async () => {
    const naughty = [
      "'; drop table clients; --",
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      '&lt;b&gt; &amp;',
      '\u202Etest\u202E',
      '田中さんにあげて下さい',
      'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮',
      '🏳️‍🌈🇫🇷👩‍👩‍👧',
      '$1 $(id) {{7*7}} %s %n',
      '{a,b} \\N [x](y) (?i) .* ^$ [[:alpha:]]',
      'NULL undefined true 1e309 -0 NaN',
      '  \t\n ',
      '١٢٣ ½ Ⅷ ﬁ',
      'a'.repeat(5_000),
      '-- /* */ ; || && !',
    ];
    for (const q of naughty) {
      const page = await search(q);
      expect(page.status, q).toBe(200);
      const shown = page.one('main input[type=search]').getAttribute('value');
      if (q.length < 200) expect(shown, q).toBe(q.trim());
      expect((await palette(q)).status, q).toBe(200);
    }
  });

  it('leaves out what no text may hold', async () => {
    for (const address of [
      '/search?q=mo%00na',
      '/search?q=%00',
      '/search?q=%ff%fe',
      '/search?q=a&q=b',
      '/search?kind=%00',
    ])
      expect((await owner.get(address)).status, address).toBe(200);
    expect(await found('mo\u0000na')).toContain('Mona Vasseur');
  });
});

describe('the palette', () => {
  it('is a part of a page: groups of options', async () => {
    const part = await palette('mona');
    expect(part.text).not.toContain('<html');
    expect(part.all('[role=group]').map((group) => group.getAttribute('aria-label'))).toEqual([
      'Clients',
      'Séances',
      'Factures',
    ]);
    expect(part.all('[role=option]')[0]?.getAttribute('href')).toBe(`/clients/${mona}`);
    expect(new Set(part.all('[role=option]').map((option) => option.id)).size).toBe(4);
  });

  it('knows what can be done and where one can go, by name', async () => {
    const hrefs = async (q: string) =>
      (await palette(q)).all('[role=option]').map((option) => option.getAttribute('href'));
    expect((await hrefs('nouvelle sea'))[0]).toBe('/sessions/new');
    expect((await hrefs('reserver'))[0]).toBe('/sessions/new');
    expect(await hrefs('factures')).toContain('/invoices');
    expect(await hrefs('aujourd')).toContain('/');
    expect(await hrefs('')).toEqual(expect.arrayContaining(['/', '/clients', '/sessions/new', '/invoices/new']));
  });

  it('presses what the menu of the user offers, in forms that are on every page', async () => {
    const presses = async (q: string) =>
      (await palette(q)).all('button[role=option]').map((button) => [button.getAttribute('form'), button.text.trim()]);
    expect(await presses('sombre')).toEqual([['theme', 'Passer en apparence sombre']]);
    expect(await presses('se déconnecter')).toEqual([['logout', 'Se déconnecter']]);
    expect(await presses('')).toEqual([]);
    const page = await owner.get('/clients');
    expect([page.one('form#theme').getAttribute('method'), page.one('form#logout').getAttribute('action')]).toEqual([
      'post',
      '/logout',
    ]);
    const hrefs = (await palette('impayées')).all('a[role=option]').map((option) => option.getAttribute('href'));
    expect(hrefs).toEqual(['/invoices?status=overdue']);
  });

  it('offers nothing that the role may not do', async () => {
    const part = await palette('', await studio.as('user'));
    const hrefs = part.all('[role=option]').map((option) => option.getAttribute('href'));
    expect(hrefs).toContain('/sessions/new');
    expect(hrefs.filter((href) => /invoices|rooms\/new|imports/.test(href ?? ''))).toEqual([]);
  });

  it('shows eight of a kind, and the way to the rest', async () => {
    const part = await palette('zed');
    expect(part.all('[role=option]')).toHaveLength(9);
    expect(part.all('[role=option]').at(-1)?.getAttribute('href')?.replaceAll('&amp;', '&')).toBe(
      '/search?q=zed&kind=clients',
    );
    expect((await palette('qqqqqqqq')).one('.none').text).toContain('Rien ne correspond');
  });
});
