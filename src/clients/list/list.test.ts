import { beforeAll, describe, expect, it } from 'vitest';
import { filterParameters, parseFilter, searchWords, WHOLE_LIST } from '#clients/list/filter.ts';
import { archiveClient, createClient } from '#clients/service.ts';
import { accepted } from '#platform/refusal.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;

const NAMES = ['Zoé', 'élan', 'Abel', 'Ça va', 'Écho', 'abbé', '50 % remisé', '_tiret', 'Œuvre'];

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  const scope = await studio.scope();
  for (const name of NAMES) await accepted(createClient(scope, { name }));
  await accepted(
    createClient(scope, {
      name: 'Noé Carlier',
      artistName: 'Nuit Blanche',
      email: 'noe@x.example',
      phone: '06 39 98 20 14',
      city: 'Sète',
    }),
  );
  await accepted(createClient(scope, { name: 'Papier Mâché', kind: 'company', siren: '732829320' }));
  await archiveClient(scope, await accepted(createClient(scope, { name: 'Ancienne', kind: 'company' })));
});

const names = (page: TestPage) => page.all('tbody a.what').map((link) => link.text);

describe('the list', () => {
  it('sorts as people read, whatever the accents and the case', async () => {
    const expected = [
      '_tiret',
      '50 % remisé',
      'abbé',
      'Abel',
      'Ça va',
      'Écho',
      'élan',
      'Noé Carlier',
      'Œuvre',
      'Papier Mâché',
      'Zoé',
    ];
    const page = await owner.get('/clients');
    expect([...names(page)].sort()).toEqual([...expected].sort());
    const letters = names(page).filter((name) => /^\p{L}/u.test(name));
    expect(letters).toEqual(expected.slice(2));
    expect(names(await owner.get('/clients?sort=-name'))).toEqual([...names(page)].reverse());
    expect(names(await owner.get('/clients?sort=newest'))[0]).toBe('Papier Mâché');
    expect(names(await owner.get('/clients?sort=oldest'))[0]).toBe('Zoé');
    expect(page.one('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
  });

  it.each([
    ['noe', ['Noé Carlier']],
    ['NOÉ', ['Noé Carlier']],
    ['carlier noe', ['Noé Carlier']],
    ['blanche', ['Noé Carlier']],
    ['sete', ['Noé Carlier']],
    ['noe@x', ['Noé Carlier']],
    ['0639982014', ['Noé Carlier']],
    ['06 39 98', ['Noé Carlier']],
    ['732829320', ['Papier Mâché']],
    ['oeuvre', ['Œuvre']],
    ['%', ['50 % remisé']],
    ['_', ['_tiret']],
    ['\\', []],
    ["'; drop table clients; --", []],
    ['noe carlier sete nuit blanche', ['Noé Carlier']],
  ])('finds %j', async (q, found) => {
    const page = await owner.get(`/clients?q=${encodeURIComponent(q)}`);
    expect(page.status).toBe(200);
    expect(names(page)).toEqual(found);
    expect(page.one('input[name="q"]').getAttribute('value')).toBe(q);
  });

  it('shows people, companies and those put away, and keeps the rest of the address', async () => {
    expect(names(await owner.get('/clients?kind=company'))).toEqual(['Papier Mâché']);
    expect(names(await owner.get('/clients?kind=company&status=archived'))).toEqual(['Ancienne']);
    expect(names(await owner.get('/clients?kind=company&status=all'))).toEqual(['Ancienne', 'Papier Mâché']);
    const page = await owner.get('/clients?kind=company&q=pap&sort=newest&status=all');
    const hrefs = page.all('.seg a').map((link) => link.getAttribute('href'));
    expect(hrefs).toContain('/clients?q=pap&kind=company&sort=newest');
    expect(page.all('.seg [aria-current]').map((link) => link.text)).toEqual([
      'Sociétés',
      'Actifs et archivés',
      'Les plus récents',
    ]);
    expect(page.one('input[type="hidden"][name="kind"]').getAttribute('value')).toBe('company');
    expect(page.text).toContain('/clients/export.csv?q=pap&amp;kind=company&amp;status=all&amp;sort=newest');
  });

  it('shows everything where the address was bent', async () => {
    const page = await owner.get('/clients?kind=robot&status=&sort=random&after=nonsense&q=%00');
    expect([page.status, names(page).length]).toEqual([200, 11]);
  });

  it('says what to do when nothing is there, and when nothing fits', async () => {
    const none = await owner.get('/clients?q=introuvable');
    expect(none.one('.empty').text).toContain('Aucun client ne correspond');
    const fresh = await testStudio();
    const empty = await (await fresh.as('user')).get('/clients');
    expect(empty.one('.empty').text).toContain('Aucun client pour l’instant');
    expect(empty.all('.empty a').map((link) => link.getAttribute('href'))).toEqual(['/clients/new']);
  });

  it('writes nothing into the page that was not text', async () => {
    const scope = await studio.scope();
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt;';
    await accepted(createClient(scope, { name: hostile, artistName: hostile, phone: hostile, city: hostile }));
    const page = await owner.get('/clients?q=script');
    expect(page.one('tbody a.what').text).toBe(hostile);
    expect(page.all('tbody img, tbody script')).toEqual([]);
  });

  it('calls a client by something that can be clicked, whatever the name', async () => {
    const scope = await studio.scope();
    await accepted(createClient(scope, { name: '\u200b \u00a0', city: 'Nulle-Part' }));
    expect(names(await owner.get('/clients?q=nulle'))).toEqual(['—']);
  });
});

describe('a long list', () => {
  it.each(['name', '-name', 'newest', 'oldest'])('is read whole page by page, by %s', async (sort) => {
    const long = await testStudio();
    const scope = await long.scope();
    const same = Array.from({ length: 60 }, (_, index) => `Homonyme ${index % 3}`);
    for (const name of [...same, ...Array.from({ length: 61 }, (_, index) => `Nom ${index}`)])
      await accepted(createClient(scope, { name }));
    const reader = await long.as('owner');
    const [seen, sizes]: [string[], number[]] = [[], []];
    for (let path: string | undefined = `/clients?sort=${sort}&status=all`; path; ) {
      const page = await reader.get(path);
      const rows = page.all('tbody tr[id]').map((row) => row.id);
      seen.push(...rows);
      sizes.push(rows.length);
      path = page.all('.pager a')[0]?.getAttribute('href');
    }
    expect(sizes).toEqual([50, 50, 21]);
    expect(new Set(seen).size).toBe(121);
  });

  it('sends HTMX the rows and the way to the next, and the whole page to everybody else', async () => {
    const long = await testStudio();
    const scope = await long.scope();
    for (let index = 0; index < 101; index += 1) await accepted(createClient(scope, { name: `Nom ${index}` }));
    const reader = await long.as('owner');
    const next = (await reader.get('/clients')).one('.pager a').getAttribute('href') ?? '';
    const part = await reader.get(next, { headers: { 'hx-request': 'true' } });
    expect(part.text).toMatch(/^<tr id="client-/);
    expect(part.all('tr').length).toBe(51);
    expect(part.headers.get('vary')).toContain('HX-Request');
    expect((await reader.get(next)).one('h1').text).toBe('Clients');
    const searched = await reader.get('/clients?q=100', { headers: { 'hx-request': 'true' } });
    expect(searched.all('#client-list')).toHaveLength(1);
    expect(searched.all('nav.nav')).toHaveLength(0);
  });
});

it('puts into the address only what is not the default', () => {
  expect(filterParameters(WHOLE_LIST)).toEqual({});
  expect(filterParameters(parseFilter({ q: ' a&b ', kind: 'person', status: 'all', sort: 'newest' }))).toEqual({
    q: ' a&b ',
    kind: 'person',
    status: 'all',
    sort: 'newest',
  });
});

it('looks for at most four things at once', () => {
  expect(searchWords('')).toEqual(['', '', '', '']);
  expect(searchWords(' a  b ')).toEqual(['a', 'b', '', '']);
  expect(searchWords('a b c d e')).toEqual(['a', 'b', 'c', 'd e']);
});
