import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Fields, TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let user: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  [owner, user] = [await studio.as('owner'), await studio.as('user')];
});

const texts = (page: TestPage, selector: string) => page.all(selector).map((element) => element.text.trim());
const typed = (page: TestPage, name: string) => page.one(`[name="${name}"]`).getAttribute('value') ?? '';
const errorOf = (page: TestPage, name: string) => page.one(`#f-${name}-error`).text;

async function create(fields: Fields): Promise<string> {
  const made = await owner.post('/clients', fields);
  expect(made.status).toBe(303);
  return made.location ?? '';
}

/** Everything that the edit page would send. */
function fieldsOf(page: TestPage): Record<string, string> {
  const form = page.one('main form[action^="/clients/"]');
  const fields: Record<string, string> = {};
  for (const input of form.querySelectorAll('input[name]:not([name="requestKey"]), textarea[name], select[name]')) {
    const type = input.getAttribute('type');
    if ((type === 'checkbox' || type === 'radio') && input.getAttribute('checked') === undefined) continue;
    const name = input.getAttribute('name') ?? '';
    if (input.rawTagName === 'select')
      fields[name] = input.querySelector('option[selected]')?.getAttribute('value') ?? '';
    else if (input.rawTagName === 'textarea') fields[name] = input.text.replace(/^\n/, '');
    else fields[name] = input.getAttribute('value') ?? '';
  }
  return fields;
}

const WHOLE = {
  kind: 'company',
  name: 'Label Papier Mâché',
  artistName: 'Papier',
  prefix: 'Mme',
  firstName: 'Agathe',
  middleName: 'Zoé',
  lastName: 'Simonin',
  suffix: 'III',
  email: ' Contact@Papier.example ',
  phone: '+33 (0)1 99 00 12 34',
  phonesLabel0: 'bureau',
  phonesValue0: '01 99 00 11 22',
  emailsLabel0: 'compta',
  emailsValue0: 'compta@papier.example',
  websitesValue3: 'https://papier.example/?a=1&b=2',
  customFieldsLabel0: 'Code : analytique',
  customFieldsValue0: '42',
  street: '31 rue de Paradis\r\nBâtiment B',
  postalCode: '75010',
  city: 'Paris',
  region: 'Île-de-France',
  country: 'FR',
  deliveryAddress: 'BP 70123\r\n75462 Paris Cedex 10',
  birthday: '1984-02-29',
  gender: 'female',
  language: 'fr',
  currency: 'EUR',
  notes: '\r\nUn retour, puis « du texte » & <b>des signes</b>',
  isVip: 'on',
  portalAccess: 'on',
  siret: '732 829 320 00074',
  vatNumber: 'FR 44 732829320',
  defaultDepositPercent: '12,5 %',
};

describe('a client', () => {
  it('needs no more than a name and an address', async () => {
    const made = await owner.post('/clients', { name: 'Mona Vasseur', email: 'mona@x.example' });
    expect([made.status, made.location]).toEqual([303, expect.stringMatching(/^\/clients\/[0-9a-f-]{36}$/)]);
    const page = await owner.follow(made);
    expect(page.one('h1').text).toBe('Mona Vasseur');
    expect(page.one('.eyebrow + .row h1, .head h1').text).toBe('Mona Vasseur');
    expect(page.text).toContain('La fiche de Mona Vasseur est créée.');
    expect(texts(page, '#history p')[0]).toContain(' a ajouté ');
  });

  it('keeps everything that can be typed, and shows it again', async () => {
    const path = await create(WHOLE);
    const page = await owner.get(path);
    for (const shown of [
      '732829320',
      'FR44732829320',
      '12,5',
      '29 février 1984',
      'compta@papier.example',
      'Code : analytique',
    ])
      expect(page.text).toContain(shown);
    expect(page.all('.chip').map((chip) => chip.text)).toEqual(expect.arrayContaining(['VIP', 'Espace client']));
    const edit = await owner.get(`${path}/edit`);
    const { websitesValue3, ...rest } = WHOLE;
    const expected = {
      ...rest,
      email: 'Contact@Papier.example',
      websitesValue0: websitesValue3,
      siren: '732829320',
      siret: '73282932000074',
      vatNumber: 'FR44732829320',
      defaultDepositPercent: '12.5',
      revision: '1',
    };
    expect(fieldsOf(edit)).toMatchObject(expected);
    // What the form shows can be saved as it is, and nothing has changed then.
    expect((await owner.post(path, fieldsOf(edit))).status).toBe(303);
    expect({ ...fieldsOf(await owner.get(`${path}/edit`)), revision: '1' }).toEqual(fieldsOf(edit));
  });

  it('is called by the parts of the name where the whole was left out', async () => {
    const path = await create({ firstName: 'Jean', middleName: 'Marie', lastName: 'Roux' });
    expect((await owner.get(path)).one('h1').text).toBe('Jean Marie Roux');
  });

  it.each<[Fields, string]>([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'a', email: 'no-address' }, 'email'],
    [{ name: 'a', email: 'a@b@c.fr' }, 'email'],
    [{ name: 'a', email: 'a b@c.fr' }, 'email'],
    [{ name: 'a', siren: '123456789' }, 'siren'],
    [{ name: 'a', siret: '73282932000075' }, 'siret'],
    [{ name: 'a', siren: '552100554', siret: '73282932000074' }, 'siret'],
    [{ name: 'a', vatNumber: 'FR00732829320' }, 'vatNumber'],
    [{ name: 'a', birthday: '2023-02-29' }, 'birthday'],
    [{ name: 'a', birthday: '29/02/1984' }, 'birthday'],
    [{ name: 'a', country: 'ZZ' }, 'country'],
    [{ name: 'a', currency: 'EURO' }, 'currency'],
    [{ name: 'a', defaultDepositPercent: '101' }, 'defaultDepositPercent'],
    [{ name: 'a', notes: 'x'.repeat(20_001) }, 'notes'],
    [{ name: 'a', city: 'NUL \u0000 inside' }, 'city'],
  ])('%j is refused beside %s, and comes back as it was typed', async (fields, wrong) => {
    const page = await owner.post('/clients', { artistName: 'gardé', ...fields });
    expect(page.status).toBe(422);
    expect(errorOf(page, wrong)).not.toBe('');
    expect(page.one('.notice.bad a').getAttribute('href')).toBe(`#f-${wrong}`);
    expect(typed(page, 'artistName')).toBe('gardé');
    for (const name of ['email', 'siren', 'siret', 'vatNumber', 'birthday', 'defaultDepositPercent'])
      if (fields[name]) expect(typed(page, name)).toBe(fields[name]);
  });

  it('may enter the portal from the start, once there is an address to write to', async () => {
    const page = await owner.get('/clients/new');
    expect(page.one('[name=portalAccess]').hasAttribute('checked')).toBe(true);
    const path = await create({ name: 'Sans adresse', portalAccess: 'on' });
    const edit = await owner.get(`${path}/edit`);
    expect(edit.one('[name=portalAccess]').hasAttribute('checked')).toBe(false);
    const changed = await owner.post(path, { name: 'Sans adresse', portalAccess: 'on', revision: 1 });
    expect([changed.status, errorOf(changed, 'email')]).toEqual([422, expect.stringContaining('adresse')]);
  });

  it('enters the portal with an address that no other client uses for it', async () => {
    await create({ name: 'Portail A', email: 'portail@x.example', portalAccess: 'on' });
    const second = { name: 'Portail B', email: 'PORTAIL@x.example', portalAccess: 'on' };
    const page = await owner.post('/clients', second);
    expect([page.status, errorOf(page, 'email')]).toEqual([422, expect.stringContaining('Un autre client')]);
    const path = await create({ ...second, portalAccess: undefined });
    const changed = await owner.post(path, { ...second, revision: 1 });
    expect([changed.status, errorOf(changed, 'email')]).toEqual([422, expect.stringContaining('Un autre client')]);
  });

  it('asks in English where the reader does', async () => {
    const english = studio.visitor();
    for (const [name, value] of owner.cookies) english.cookies.set(name, value);
    english.cookies.set('locale', 'en');
    expect((await english.get('/clients/new')).one('h1').text).toBe('New client');
  });
});

describe('unexpected text', () => {
  const FREE = [
    'artistName',
    'prefix',
    'firstName',
    'middleName',
    'lastName',
    'suffix',
    'phone',
    'postalCode',
    'city',
    'region',
  ];
  const LISTS = ['phones', 'emails', 'websites', 'customFields'].flatMap((list) => [`${list}Label0`, `${list}Value0`]);
  const AREAS = ['street', 'deliveryAddress', 'notes'];

  it.each([
    ' ',
    '\t',
    '\r\n',
    '\n\n x',
    '\u00a0\u200b\ufeff',
    '&lt;script&gt;',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '</textarea><h1>x</h1>',
    '<!--',
    ']]>',
    '$(7*7){{7*7}}<%= 7 %>',
    '{count, plural, other {#}}',
    "l''été '{x}'",
    '%s %n %00',
    '\\ \\n \\',
    "'; drop table clients; --",
    '=1+1',
    'null',
    'undefined',
    '0',
    'ÅÍÎÏ˝ÓÔÒÚÆ☃',
    '田中さんにあげて下さい',
    '𠜎𠜱𠝹',
    '👩‍👩‍👧‍👦🏳️‍🌈',
    'הָיְתָה',
    '\u202eevil',
    '﷽',
    'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮',
    '\u0001\u001b[31m\u007f\u0085',
    '\u2028\u2029\ufffe\ufdd0',
    'x'.repeat(200),
  ])('%j comes back byte for byte from every field', async (text) => {
    const fields = Object.fromEntries(['name', ...FREE, ...LISTS, ...AREAS].map((name) => [name, text]));
    const path = await create(fields);
    const again = fieldsOf(await owner.get(`${path}/edit`));
    for (const name of Object.keys(fields)) expect([name, again[name]]).toEqual([name, text]);
    const [shown, listed] = [await owner.get(path), await owner.get('/clients?sort=newest')];
    for (const page of [shown, listed]) expect(page.all('main script, main img')).toEqual([]);
    expect(shown.all('h1')).toHaveLength(1);
    expect(shown.one('.as-typed').text).toBe(text);
    // The same from a form that is refused for something else.
    const refused = fieldsOf(await owner.post(path, { ...fields, siren: '1' }));
    for (const name of Object.keys(fields)) expect([name, refused[name]]).toEqual([name, text]);
  });
});

describe('a likely duplicate', () => {
  it.each([
    [{ name: 'Quelqu’un d’autre', email: 'double@x.example' }, 'same address'],
    [{ name: 'JOSE GONZALEZ', email: '' }, 'same name without its accents'],
  ])('%j is pointed out, and may go on', async (fields) => {
    await create({ name: 'José González', email: 'double@x.example' });
    const warned = await owner.post('/clients', { ...fields, duplicates: 'warn' });
    expect([warned.status, texts(warned, '#alike a')[0]]).toEqual([409, 'José González']);
    expect(typed(warned, 'name')).toBe(fields.name);
    expect(warned.one('form button.main').text.trim()).toBe('Créer quand même');
    const again = await owner.post('/clients', { ...fields, duplicates: typed(warned, 'duplicates') });
    expect(again.status).toBe(303);
  });

  it('does not stop those who ask no question, nor warn of names that merely begin alike', async () => {
    await create({ name: 'José González', email: 'double@x.example' });
    expect((await owner.post('/clients', { name: 'José Garnier', duplicates: 'warn' })).status).toBe(303);
  });
});

describe('two people at once', () => {
  it('do not overwrite each other: the second keeps what was typed and decides', async () => {
    const path = await create({ name: 'Disputée', phone: '1' });
    const [mine, theirs] = [fieldsOf(await owner.get(`${path}/edit`)), fieldsOf(await user.get(`${path}/edit`))];
    expect((await user.post(path, { ...theirs, phone: '2', city: 'Lyon' })).status).toBe(303);
    const refused = await owner.post(path, { ...mine, phone: '3' });
    expect(refused.status).toBe(409);
    expect(typed(refused, 'phone')).toBe('3');
    expect(refused.one('.notice').text).toMatch(/Téléphone.*Ville|Ville.*Téléphone/);
    expect((await owner.get(path)).text).toContain('Lyon');
    const decided = await owner.post(path, fieldsOf(refused));
    expect(decided.status).toBe(303);
    expect(fieldsOf(await owner.get(`${path}/edit`))).toMatchObject({ phone: '3', city: '', revision: '3' });
  });

  it('and nothing is replaced by a form that saw no revision', async () => {
    const path = await create({ name: 'Sans révision' });
    expect((await owner.post(path, { name: 'Autre' })).status).toBe(409);
    expect((await owner.post(path, { name: 'Autre', revision: 'x' })).status).toBe(409);
  });
});

describe('an archived client', () => {
  it('leaves the list and comes back, with everything', async () => {
    const path = await create({ name: 'Zzz Archivable' });
    expect((await owner.post(`${path}/archival`)).location).toBe(path);
    expect((await owner.post(`${path}/archival`)).status).toBe(303);
    expect((await owner.get('/clients?q=archivable')).text).not.toContain(path);
    const listed = await owner.get('/clients?q=archivable&status=archived');
    expect(texts(listed, 'tbody .chip')).toEqual(['Archivé']);
    const page = await owner.get(path);
    expect(page.text).toContain('Archivé le');
    expect(texts(page, '#history p').join()).toContain(' a archivé ');
    expect((await owner.post(`${path}/archival/removal`)).location).toBe(path);
    expect((await owner.get('/clients?q=archivable')).text).toContain(path);
  });

  it('comes back to the portal only while no other client took the address', async () => {
    const path = await create({ name: 'Premier', email: 'repris@x.example', portalAccess: 'on' });
    await owner.post(`${path}/archival`);
    await create({ name: 'Second', email: 'repris@x.example', portalAccess: 'on' });
    const page = await owner.follow(await owner.post(`${path}/archival/removal`));
    expect(page.one('.flash.bad').text).toContain('Un autre client');
    expect(page.text).toContain('Archivé le');
  });
});

describe('who may', () => {
  it('let everybody of the staff work with clients, and the desk archive, import and export', async () => {
    const path = await create({ name: 'Pour les droits' });
    const doors: readonly [string, 'get' | 'post'][] = [
      [`${path}/archival`, 'post'],
      [`${path}/archival/removal`, 'post'],
      ['/clients/imports', 'get'],
      ['/clients/imports', 'post'],
      ['/clients/export.csv', 'get'],
      ['/clients/export.vcf', 'get'],
    ];
    for (const [door, method] of doors) expect([door, (await user[method](door)).status]).toEqual([door, 403]);
    for (const door of ['/clients', '/clients/new', path, `${path}/edit`, `${path}/contacts/new`])
      expect([door, (await user.get(door)).status]).toEqual([door, 200]);
    const list = await user.get('/clients');
    expect(list.text).not.toContain('/clients/export.csv');
    expect(list.text).not.toContain('href="/clients/imports"');
    expect((await user.get(path)).text).not.toContain(`${path}/archival`);
  });

  it('sends anonymous visitors to the login', async () => {
    const page = await studio.anonymous.get('/clients?q=a');
    expect([page.status, page.location]).toEqual([303, '/login?next=%2Fclients%3Fq%3Da']);
    expect((await studio.anonymous.post('/clients', { name: 'x' })).status).toBe(303);
  });

  it('refuses other sites', async () => {
    const page = await owner.post('/clients', { name: 'x' }, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(page.status).toBe(403);
  });
});

describe('unknown ids', () => {
  it('are not found, whatever they belong to and whatever is done with them', async () => {
    const other = await testStudio();
    const made = await (await other.as('owner')).post('/clients', { name: 'Voisine' });
    const theirs = made.location ?? '';
    const own = await create({ name: 'À nous' });
    const gets = (path: string) => [path, `${path}/edit`, `${path}/contacts/new`, `${path}/members/new`];
    const posts = (path: string) =>
      ['', '/archival', '/archival/removal', '/notes', '/contacts', '/members'].map((end) => path + end);
    const inner = ['notes', 'contacts', 'members'].flatMap((noun) => [
      `${own}/${noun}/${newId()}`,
      `${own}/${noun}/nonsense`,
    ]);
    for (const path of [theirs, `/clients/${newId()}`, '/clients/nonsense', '/clients/%00']) {
      for (const door of gets(path)) expect([door, (await owner.get(door)).status]).toEqual([door, 404]);
      for (const door of posts(path))
        expect([
          door,
          (await owner.post(door, { name: 'x', note: 'x', firstName: 'x', memberId: newId() })).status,
        ]).toEqual([door, 404]);
    }
    for (const path of inner) {
      expect([path, (await owner.get(`${path}/edit`)).status]).toEqual([path, 404]);
      for (const door of [path, `${path}/removal`])
        expect([door, (await owner.post(door, { note: 'x', firstName: 'x' })).status]).toEqual([door, 404]);
    }
    for (const end of ['', '/mapping']) expect((await owner.get(`/clients/imports/${newId()}${end}`)).status).toBe(404);
    for (const end of ['/mapping', '/run', '/removal'])
      expect((await owner.post(`/clients/imports/${newId()}${end}`)).status).toBe(404);
  });

  it('are not told apart from those of another client', async () => {
    const [mine, yours] = [await create({ name: 'Mienne' }), await create({ name: 'Tienne' })];
    await owner.post(`${mine}/notes`, { note: 'secret' });
    const note = (await owner.get(mine)).one('.notes li').id.replace('note-', '');
    expect((await owner.post(`${yours}/notes/${note}/removal`)).status).toBe(404);
    expect((await owner.get(`${yours}/notes/${note}/edit`)).status).toBe(404);
    expect((await owner.get(mine)).text).toContain('secret');
  });
});

it('leaves an audit row for everything that is written', async () => {
  const path = await create({ name: 'Suivie' });
  await owner.post(path, { name: 'Suivie', phone: '2', revision: 1 });
  await owner.post(`${path}/notes`, { note: 'ce qui est noté' });
  const scope = await studio.scope('owner');
  const rows = await readRows(
    scope.db,
    sql`select action, actor_name, details from audit where subject_id = ${path.split('/').at(-1)}::uuid order by at`,
  );
  expect(rows.map(({ action }) => action)).toEqual(['clients.create', 'clients.update', 'clients.note']);
  expect(rows[1]).toMatchObject({ details: { name: 'Suivie', changed: ['phone'] } });
  expect(JSON.stringify(rows)).not.toContain('ce qui est noté');
  expect((await owner.get(path)).one('#history').text).toMatch(/ a modifié la fiche de .+\u00a0: Téléphone/);
});
