import { beforeAll, describe, expect, it } from 'vitest';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Fields, TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
});

const texts = (page: TestPage, selector: string) => page.all(selector).map((element) => element.text.trim());
const hrefs = (page: TestPage, end: string) =>
  page.all(`a[href$="${end}"]`).map((link) => link.getAttribute('href') ?? '');

async function create(fields: Fields): Promise<string> {
  return (await owner.post('/clients', fields)).location ?? '';
}

describe('notes', () => {
  it('are added, changed and deleted, each with its author and time', async () => {
    const path = await create({ name: 'Notée' });
    const user = await studio.as('user');
    expect((await user.post(`${path}/notes`, { note: 'première' })).location).toBe(path);
    await owner.post(`${path}/notes`, { note: '\r\ndeuxième\r\n<b>ligne</b> ' });
    const page = await owner.get(path);
    expect(page.all('.notes .as-typed').map((note) => note.text)).toEqual([
      '\r\ndeuxième\r\n<b>ligne</b> ',
      'première',
    ]);
    expect(texts(page, '.notes strong')).toEqual([studio.members.owner.name, studio.members.user.name]);
    const edit = hrefs(page, '/edit').find((href) => href.includes('/notes/')) ?? '';
    expect((await owner.get(edit)).one('textarea').text).toBe('\n\r\ndeuxième\r\n<b>ligne</b> ');
    await owner.post(edit.replace('/edit', ''), { note: 'changée' });
    expect((await owner.get(path)).one('.notes li').text).toMatch(/modifiée[\s\S]*changée/);
    await owner.post(edit.replace('/edit', '/removal'));
    expect(texts(await owner.get(path), '.notes .as-typed')).toEqual(['première']);
  });

  it.each([[''], ['x'.repeat(20_001)], ['a\u0000b']])('that cannot be kept come back (%#)', async (note) => {
    const path = await create({ name: 'Notée' });
    const page = await owner.post(`${path}/notes`, { note });
    expect([page.status, page.one('h1').text]).toEqual([422, 'Notée']);
    expect(page.one('#f-note-note-error').text).not.toBe('');
    expect(page.one('textarea').text).toBe(`\n${note.replaceAll('\0', '')}`);
  });
});

describe('contacts', () => {
  it('are added, changed and deleted; one of them is the first to ask for', async () => {
    const path = await create({ name: 'Label', kind: 'company' });
    expect((await owner.get(`${path}/contacts/new`)).one('h1').text).toBe('Nouveau contact');
    await owner.post(`${path}/contacts`, { firstName: 'Ana', lastName: 'Un', title: 'Gérante', isPrimary: 'on' });
    await owner.post(`${path}/contacts`, { email: 'bo@x.example', isPrimary: 'on' });
    const page = await owner.get(path);
    expect(texts(page, '#contacts .what')).toEqual(['bo@x.example', 'Ana Un']);
    expect(texts(page, '#contacts .chip')).toEqual(['Principal']);
    const edit = hrefs(page, '/edit').find((href) => href.includes('/contacts/')) ?? '';
    expect((await owner.get(edit)).one('[name="email"]').getAttribute('value')).toBe('bo@x.example');
    await owner.post(edit.replace('/edit', ''), { firstName: 'Bo', email: 'bo@x.example' });
    expect(texts(await owner.get(path), '#contacts .chip')).toEqual([]);
    await owner.post(edit.replace('/edit', '/removal'));
    const after = await owner.get(path);
    expect(texts(after, '#contacts .what')).toEqual(['Ana Un']);
    expect(after.one('#history').text).toMatch(/ a modifié les contacts de .+\u00a0: Bo/);
  });

  it.each<[Fields, string]>([
    [{}, 'firstName'],
    [{ title: 'seul' }, 'firstName'],
    [{ firstName: 'a', email: 'non' }, 'email'],
  ])('%j are refused and come back', async (fields, wrong) => {
    const path = await create({ name: 'Label' });
    const page = await owner.post(`${path}/contacts`, fields);
    expect([page.status, page.all(`#f-${wrong}-error`).length]).toEqual([422, 1]);
    if (fields.title) expect(page.one('[name="title"]').getAttribute('value')).toBe('seul');
  });
});

describe('members of a company', () => {
  it('are found by search and linked, from either side, with a role', async () => {
    const [company, person] = [
      await create({ name: 'Agence Lien', kind: 'company' }),
      await create({ name: 'Léa Lien', email: 'lea@lien.example' }),
    ];
    await create({ name: 'Autre Personne' });
    const search = await owner.get(`${company}/members/new?q=lea`);
    expect(texts(search, '.choices label > span')).toEqual(['Léa Lien']);
    const memberId = search.one('input[name="memberId"]').getAttribute('value') ?? '';
    expect(person).toBe(`/clients/${memberId}`);
    expect((await owner.post(`${company}/members`, { memberId, role: 'Booking', isPrimary: 'on' })).location).toBe(
      company,
    );
    const there = await owner.get(company);
    expect(there.one('#members').text).toMatch(/Léa Lien[\s\S]*Booking · lea@lien\.example[\s\S]*Principal/);
    const here = await owner.get(person);
    expect(here.one('#members a.what').getAttribute('href')).toBe(company);
    const edit = hrefs(here, '/edit').find((href) => href.includes('/members/')) ?? '';
    expect((await owner.get(edit)).one('h1').text).toBe('Rattachement : Agence Lien'.replace(' :', '\u00a0:'));
    await owner.post(edit.replace('/edit', ''), { role: 'Presse' });
    expect((await owner.get(company)).one('#members').text).toMatch(/Presse/);
    expect(texts(await owner.get(company), '#members .chip')).toEqual([]);
    await owner.post(edit.replace('/edit', '/removal'));
    expect((await owner.get(company)).all('#members a.what')).toEqual([]);
  });

  it('are linked once, across kinds only, and keep their kind meanwhile', async () => {
    const [company, person] = [
      await create({ name: 'Société K', kind: 'company' }),
      await create({ name: 'Personne K' }),
    ];
    const memberId = person.split('/').at(-1);
    await owner.post(`${company}/members`, { memberId });
    const twice = await owner.post(`${company}/members`, { memberId, q: 'k' });
    expect([twice.status, twice.one('#f-memberId-error').text]).toEqual([422, 'Ce rattachement existe déjà.']);
    const kin = await owner.post(`${company}/members`, { memberId: company.split('/').at(-1), q: 'k' });
    expect([kin.status, kin.one('#f-memberId-error').text]).toEqual([
      422,
      'Un rattachement va d’une société à une personne.',
    ]);
    expect((await owner.post(`${company}/members`, { q: 'k' })).status).toBe(422);
    for (const [path, kind, name] of [
      [company, 'person', 'Société K'],
      [person, 'company', 'Personne K'],
    ] as const) {
      const changed = await owner.post(path, { name, kind, revision: 1 });
      expect([changed.status, changed.one('#f-kind-error').text]).toEqual([422, expect.stringContaining('détachez')]);
    }
  });

  it('say where no client fits', async () => {
    const company = await create({ name: 'Seule', kind: 'company' });
    expect((await owner.get(`${company}/members/new?q=introuvable`)).one('.empty').text).toContain(
      'Créez d’abord sa fiche',
    );
  });
});

it('shows the ways to what other modules know', async () => {
  const path = await create({ name: 'Ailleurs' });
  const id = path.split('/').at(-1);
  const page = await owner.get(path);
  for (const href of [`/sessions?clientId=${id}`, `/invoices?clientId=${id}`, `/sessions/new?clientId=${id}`])
    expect(page.all(`a[href="${href}"]`).length).toBeGreaterThan(0);
  expect((await (await studio.as('user')).get(path)).all(`a[href="/invoices?clientId=${id}"]`)).toEqual([]);
});
