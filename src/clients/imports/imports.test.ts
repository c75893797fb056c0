import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { toVcard } from '#clients/exports/vcard.ts';
import { clientImport } from '#clients/imports/definition.ts';
import { createClient, findClientByEmail, getClient } from '#clients/service.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ImportId } from '#platform/imports/model.ts';
import { runImport } from '#platform/imports/run.ts';
import { fileKeyOf, sweepImports } from '#platform/imports/service.ts';
import { accepted } from '#platform/refusal.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Fields, TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
});

async function upload(
  content: string | Uint8Array<ArrayBuffer>,
  name = 'clients.csv',
  visitor = owner,
): Promise<TestPage> {
  return visitor.post('/clients/imports', { file: new File([content], name) }, { multipart: true });
}

/** What the form on the page would send. */
function fieldsOf(page: TestPage, selector: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const field of page.one(selector).querySelectorAll('input[name], select[name]')) {
    const name = field.getAttribute('name') ?? '';
    if (['checkbox', 'radio'].includes(field.getAttribute('type') ?? '') && field.getAttribute('checked') === undefined)
      continue;
    const chosen = field.rawTagName === 'select' ? field.querySelector('option[selected]') : field;
    fields[name] = chosen?.getAttribute('value') ?? '';
  }
  return fields;
}

const mappingOf = (page: TestPage) => fieldsOf(page, 'form[action$="/mapping"][method="post"]');
const columnsOf = (page: TestPage) =>
  Object.entries(mappingOf(page))
    .filter(([name]) => name.startsWith('column'))
    .map(([, value]) => value);
const figuresOf = (page: TestPage) => page.all('.figures dd').map((figure) => Number(figure.text.replace(/\D/g, '')));
const faultsOf = (page: TestPage) =>
  page
    .all('table')[0]
    ?.querySelectorAll('tbody tr')
    .map((row) =>
      row
        .querySelectorAll('td')
        .map((cell) => cell.text.trim())
        .join(' | '),
    ) ?? [];

/** From file to preview with the mapping that is proposed. @returns the page and its address */
async function preview(
  content: string | Uint8Array<ArrayBuffer>,
  mapping: Fields = {},
  visitor = owner,
): Promise<{ page: TestPage; path: string }> {
  const sent = await upload(content, 'clients.csv', visitor);
  const path = sent.location ?? '';
  const first = await visitor.follow(sent);
  if (first.status === 200) return { page: first, path };
  const proposed = await visitor.follow(first);
  const mapped = await visitor.post(`${path}/mapping`, { ...mappingOf(proposed), ...mapping });
  expect([mapped.status, mapped.location]).toEqual([303, path]);
  return { page: await visitor.get(path), path };
}

async function run(path: string, choices: Fields = {}, at = studio, visitor = owner): Promise<TestPage> {
  const begun = await visitor.post(`${path}/run`, choices);
  expect([begun.status, begun.location]).toEqual([303, path]);
  await at.jobsDone();
  return visitor.get(path);
}

async function count(at = studio): Promise<number> {
  const [row] = await readRows((await at.scope()).db, sql`select count(*)::int as count from clients`);
  return Number(row?.count);
}

describe('a CSV file', () => {
  it('goes from upload over mapping and preview into the list', async () => {
    const sent = await upload('Nom affiché;E-mail;Téléphone;Inconnu\r\nAlice;alice@x.example;01;z\r\nBob;;02;\r\n');
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/clients\/imports\/[0-9a-f-]{36}$/)]);
    const path = sent.location ?? '';
    const mapping = await owner.follow(await owner.follow(sent));
    expect(columnsOf(mapping)).toEqual(['name', 'email', 'phone', '']);
    expect(mapping.text).toContain('Alice · Bob');
    const before = await count();
    await owner.post(`${path}/mapping`, { ...mappingOf(mapping), column3: 'custom' });
    const page = await owner.get(path);
    expect(figuresOf(page)).toEqual([2, 2, 0, 0]);
    expect(page.all('table tbody tr').map((row) => row.text.replace(/\s+/g, ' '))).toEqual([
      expect.stringContaining('Alice'),
      expect.stringContaining('Bob'),
    ]);
    expect(await count()).toBe(before);
    const result = await run(path);
    expect(figuresOf(result)).toEqual([2, 0, 0, 0]);
    expect(result.one('.chip').text).toBe('Importé');
    const alice = await findClientByEmail(await studio.scope(), 'alice@x.example');
    const shown = await owner.get(`/clients/${alice?.id}`);
    expect(shown.one('#history').text).toMatch(/a terminé l’import du fichier clients\.csv/);
    expect(shown.text).toContain('Inconnu');
    expect((await owner.get('/clients/imports')).one('.list a').getAttribute('href')).toBe(path);
    expect((await owner.get('/clients?sort=newest')).one('tbody a.what').text).toBe('Bob');
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['a byte order mark', '\ufeffNom,E-mail\nÉmile,emile@bom.example\n', 'utf-8 ,'],
    ['semicolons', 'nom;courriel\nÉmile;emile@semi.example\n', 'utf-8 ;'],
    ['tabs', 'Name\tEmail\nÉmile\temile@tab.example\n', 'utf-8 \t'],
    ['bars', 'Name|E-mail address\nÉmile|emile@bar.example\n', 'utf-8 |'],
    [
      'latin-1',
      Uint8Array.from(Buffer.from('Nom;E-mail\r\n\xc9mile;emile@latin.example\r\n', 'latin1')),
      'windows-1252 ;',
    ],
    [
      'UTF-16',
      Uint8Array.from(Buffer.from('\ufeffNom\tE-mail\r\nÉmile\temile@utf16.example\r\n', 'utf16le')),
      'utf-16le \t',
    ],
    ['old line ends', 'Nom;E-mail\rÉmile;emile@cr.example\r', 'utf-8 ;'],
    ['quotes everywhere', '"Nom","E-mail"\n"Émile","emile@quotes.example"', 'utf-8 ,'],
  ])('is understood with %s', async (_, content, reading) => {
    const proposed = await owner.follow(await owner.follow(await upload(content)));
    const { encoding, delimiter, ...mapping } = mappingOf(proposed);
    expect([`${encoding} ${delimiter}`, mapping.hasHeadings, mapping.column0, mapping.column1]).toEqual([
      reading,
      'on',
      'name',
      'email',
    ]);
    const { path } = await preview(content);
    await run(path);
    const email =
      /emile@\w+\.example/.exec(
        Buffer.from(content as string)
          .toString('latin1')
          .replaceAll('\0', ''),
      )?.[0] ?? '';
    expect((await findClientByEmail(await studio.scope(), email))?.name).toBe('Émile');
  });

  it('may have line breaks, delimiters and quotes inside quotes, and says where a row began', async () => {
    const { page, path } = await preview(
      'Nom;Rue;E-mail\n"Guy ""G"" Mot";"1 rue A;\nbâtiment B\n\nfond de cour";guy@x.example\n\nSuivant;;pas-une-adresse\n',
    );
    expect(faultsOf(page)).toEqual([expect.stringMatching(/^7 \| E-mail \| /)]);
    await run(path, { leaveOut: 'on' });
    const guy = await findClientByEmail(await studio.scope(), 'guy@x.example');
    expect(guy).toMatchObject({ name: 'Guy "G" Mot', street: '1 rue A;\nbâtiment B\n\nfond de cour' });
  });

  it('without headings is mapped by hand', async () => {
    const sent = await upload('Jeanne Sans;jeanne@sans.example;Paris\nPaul Sans;paul@sans.example;Lyon\n');
    const path = sent.location ?? '';
    const proposed = await owner.follow(await owner.follow(sent));
    expect(mappingOf(proposed)).toMatchObject({ hasHeadings: '', column0: '', column1: '', column2: '' });
    const nothing = await owner.post(`${path}/mapping`, mappingOf(proposed));
    expect([nothing.status, nothing.one('#f-columns-error').text]).toEqual([
      422,
      'Choisissez au moins une colonne à importer.',
    ]);
    await owner.post(`${path}/mapping`, { ...mappingOf(proposed), column0: 'name', column1: 'email', column2: 'city' });
    expect(figuresOf(await run(path))).toEqual([2, 0, 0, 0]);
  });

  it('with the same heading twice proposes a field once, and refuses two columns for one field', async () => {
    const sent = await upload('Nom;E-mail;Email;Prénom\nDoublon;un@x.example;deux@x.example;\n');
    const path = sent.location ?? '';
    const proposed = await owner.follow(await owner.follow(sent));
    expect(columnsOf(proposed)).toEqual(['lastName', 'email', '', 'firstName']);
    const twice = await owner.post(`${path}/mapping`, { ...mappingOf(proposed), column2: 'email' });
    expect([twice.status, twice.one('#f-columns-error').text]).toEqual([422, 'Deux colonnes vont dans le même champ.']);
    expect(columnsOf(twice)).toEqual(['lastName', 'email', 'email', 'firstName']);
  });

  it('in Windows-1252 keeps its apostrophes, ligatures and euros', async () => {
    const row = Uint8Array.of(0x4e, 0x6f, 0x6d, 0x0a, 0x4c, 0x92, 0x9c, 0x75, 0x76, 0x72, 0x65, 0x20, 0x80, 0xe9, 0x0a);
    const { path } = await preview(row);
    await run(path);
    expect((await owner.get('/clients?q=uvre')).text).toContain('L’œuvre €é');
  });

  it('is read again as people say', async () => {
    const path = (await upload('Nom,Ville\n"A;B",Paris\n')).location;
    const again = await owner.get(`${path}/mapping?delimiter=%3B&encoding=windows-1252&hasHeadings=on`);
    expect(mappingOf(again)).toMatchObject({ delimiter: ';', encoding: 'windows-1252', hasHeadings: 'on' });
    const bent = await owner.get(`${path}/mapping?delimiter=x&encoding=ebcdic`);
    expect(mappingOf(bent)).toMatchObject({ delimiter: ',', column1: 'city' });
  });

  it('takes the apostrophe off that kept a spreadsheet from running a cell', async () => {
    const { path } = await preview("Nom;E-mail;Remarques\n'=1+1;formule@x.example;'quoté'\n");
    await run(path);
    const found = await findClientByEmail(await studio.scope(), 'formule@x.example');
    expect(found?.name).toBe('=1+1');
    expect(found && (await getClient(await studio.scope(), found.id)).notes).toBe("'quoté'");
  });

  it.each<[string, string, RegExp]>([
    ['NUL', 'Nom;Ville\nA;x\u0000y\n', /^2 \| Ville \| .*nul/],
    ['a quotation mark that is never closed', 'Nom;Ville\nA;"x\nB;y\n', /^2 \| {2}\| Un guillemet/],
    ['a word that means nothing', 'Nom;Type\nA;robot\n', /^2 \| Type \| «\srobot\s»/],
    ['no name', 'Nom;Ville\n;Paris\n', /^2 \| Nom affiché \| À remplir/],
    ['a day that is none', 'Nom;Anniversaire\nA;31/02/2001\n', /^2 \| Date de naissance \| Cette date/],
    ['a wrong SIRET', 'Nom;SIRET\nA;123\n', /^2 \| SIRET \| /],
    ['a name too long', `Nom;Ville\n${'x'.repeat(201)};Paris\n`, /^2 \| Nom affiché \| Trop long/],
    ['portal access without an address', 'Nom;Espace client\nA;oui\n', /^2 \| E-mail \| L’accès/],
  ])('with %s says so, and in which line', async (_, content, fault) => {
    const { page } = await preview(content);
    expect(faultsOf(page)).toEqual([expect.stringMatching(fault)]);
    expect(figuresOf(page)).toEqual([1, 0, 0, 1]);
    expect(page.all('form[action$="/run"]')).toHaveLength(0);
  });

  it('with faulty rows imports nothing, unless they are left out', async () => {
    const { path } = await preview('Nom;E-mail\nBonne Ligne;bonne@faute.example\nMauvaise;non\n');
    const before = await count();
    const refused = await owner.post(`${path}/run`, { duplicates: 'skip' });
    expect([refused.status, refused.one('#f-leaveOut-error').text]).toEqual([422, expect.stringContaining('cochez')]);
    expect(await count()).toBe(before);
    expect(figuresOf(await run(path, { leaveOut: 'on' }))).toEqual([1, 0, 0, 1]);
    expect(await count()).toBe(before + 1);
  });
});

describe('clients that are there already', () => {
  const FILE = [
    'Nom;E-mail;Téléphone;Ville;Remarques',
    'Autre nom;connue@dup.example;;Brest;', // by address
    'CONNU PAR NOM;;+33 6 12 34 56 78;Rennes;', // by folded name and number
    'Toute Neuve;neuve@dup.example;;Nantes;',
    'Toute Neuve bis;NEUVE@dup.example;;Lorient;dernière', // of an earlier line
    'Connu par nom;;06 99 99 99 99;Quimper;', // same name, another number
  ].join('\n');

  async function begin() {
    const own = await testStudio();
    const scope = await own.scope();
    await accepted(
      createClient(scope, { name: 'Connue', email: 'connue@dup.example', notes: 'reste', kind: 'company' }),
    );
    await accepted(createClient(scope, { name: 'Connu par nom', phone: '06 12 34 56 78' }));
    const visitor = await own.as('owner');
    const { page, path } = await preview(FILE, {}, visitor);
    const cities = async () =>
      readRows((await own.scope()).db, sql`select name, city, notes, kind, revision from clients order by id`);
    return { own, visitor, page, path, cities };
  }

  it('are pointed out', async () => {
    const { page } = await begin();
    expect(figuresOf(page)).toEqual([5, 2, 3, 0]);
    const outcomes = page
      .all('table tbody tr')
      .map((row) => row.querySelectorAll('td').at(-1)?.text.replace(/\s+/g, ' ').trim());
    expect(outcomes).toEqual([
      'Doublon Connue',
      'Doublon Connu par nom',
      'Nouveau',
      'Doublon de la ligne 4',
      'Nouveau',
    ]);
    expect(page.text).toMatch(/2 créations, aucune mise à jour, 3 lignes laissées/);
  });

  it('are left as they are', async () => {
    const { own, visitor, path, cities } = await begin();
    expect(figuresOf(await run(path, { duplicates: 'skip' }, own, visitor))).toEqual([2, 0, 3, 0]);
    expect((await cities()).map(({ name, city }) => `${name} ${city}`)).toEqual([
      'Connue null',
      'Connu par nom null',
      'Toute Neuve Nantes',
      'Connu par nom Quimper',
    ]);
  });

  it('are changed in what the file says, and in nothing else', async () => {
    const { own, visitor, path, cities } = await begin();
    expect(figuresOf(await run(path, { duplicates: 'update' }, own, visitor))).toEqual([2, 3, 0, 0]);
    expect(await cities()).toEqual([
      { name: 'Autre nom', city: 'Brest', notes: 'reste', kind: 'company', revision: 2 },
      { name: 'CONNU PAR NOM', city: 'Rennes', notes: null, kind: 'person', revision: 2 },
      { name: 'Toute Neuve bis', city: 'Lorient', notes: 'dernière', kind: 'person', revision: 1 },
      { name: 'Connu par nom', city: 'Quimper', notes: null, kind: 'person', revision: 1 },
    ]);
  });

  it('are made again where people say so', async () => {
    const { own, visitor, path } = await begin();
    expect(figuresOf(await run(path, { duplicates: 'create' }, own, visitor))).toEqual([5, 0, 0, 0]);
    expect(await count(own)).toBe(7);
  });

  it('keep their portal to themselves', async () => {
    const own = await testStudio();
    await accepted(createClient(await own.scope(), { name: 'Dedans', email: 'dedans@x.example', portalAccess: true }));
    const visitor = await own.as('owner');
    const file = 'Nom;E-mail;Espace client\nDouble;dedans@x.example;oui\nUn;un@x.example;oui\nDeux;UN@x.example;oui\n';
    const { page, path } = await preview(file, {}, visitor);
    expect(faultsOf(page)).toEqual([expect.stringMatching(/^2 \| Accès/), expect.stringMatching(/^4 \| Accès/)]);
    expect(figuresOf(await run(path, { duplicates: 'create', leaveOut: 'on' }, own, visitor))).toEqual([1, 0, 0, 2]);
  });
});

describe('a vCard file', () => {
  const CARDS = [
    'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Dupont;Zoé;Anne;Mme;\r\nFN:Zoé Dupont\r\nNICKNAME:Zo\r\nORG:Label X;Studio\r\nTITLE:Chanteuse',
    'TEL;TYPE=CELL:06 11 22 33 44\r\nTEL;TYPE=WORK;TYPE=pref:01 55 66 77 88\r\nitem1.EMAIL;type=INTERNET:zoe@vcard3.example\r\nitem1.X-ABLabel:_$!<Perso>!$_',
    'ADR;TYPE=HOME:;Bât. B;12 rue\\, du Port;Lorient;Bretagne;56100;France\r\nBDAY:1990-05-06\r\nNOTE:Une note\\, longue\\; avec',
    '  suite\\net ligne\r\nURL:https://zoe.example/?a=1\\,2\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\nEND:VCARD',
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    'FN:Société Générale de Son',
    'EMAIL;PREF=2:b@vcard4.example',
    'EMAIL;PREF=1;TYPE=work:a@vcard4.example',
    'TEL;VALUE=uri;TYPE="voice,cell":tel:+33-6-00',
    'END:VCARD',
    '',
  ].join('\r\n');

  it('of version 3 and 4 needs no mapping', async () => {
    const { page, path } = await preview(CARDS);
    expect(figuresOf(page)).toEqual([2, 2, 0, 0]);
    expect(page.text).not.toContain(`${path}/mapping`);
    await run(path);
    const scope = await studio.scope();
    const zoe = await findClientByEmail(scope, 'zoe@vcard3.example');
    expect(zoe && (await getClient(scope, zoe.id))).toMatchObject({
      kind: 'person',
      name: 'Zoé Dupont',
      prefix: 'Mme',
      firstName: 'Zoé',
      middleName: 'Anne',
      lastName: 'Dupont',
      artistName: 'Zo',
      phone: '01 55 66 77 88',
      phones: [{ label: 'CELL', value: '06 11 22 33 44' }],
      street: 'Bât. B\n12 rue, du Port',
      postalCode: '56100',
      city: 'Lorient',
      region: 'Bretagne',
      country: 'FR',
      birthday: '1990-05-06',
      notes: 'Une note, longue; avec suite\net ligne',
      websites: [{ label: '', value: 'https://zoe.example/?a=1,2' }],
      customFields: [
        { label: 'ORG', value: 'Label X, Studio' },
        { label: 'TITLE', value: 'Chanteuse' },
      ],
    });
    const company = await findClientByEmail(scope, 'a@vcard4.example');
    expect(company && (await getClient(scope, company.id))).toMatchObject({
      kind: 'company',
      name: 'Société Générale de Son',
      phone: '+33-6-00',
      emails: [{ label: '', value: 'b@vcard4.example' }],
    });
  });

  it('costs a broken card only itself, and says what to do about old ones', async () => {
    const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\n');
    const { page } = await preview(
      [
        card('VERSION:3.0', 'FN:Bonne'),
        card('VERSION:2.1', 'FN:Vieille'),
        card('VERSION:3.0', 'FN;ENCODING=QUOTED-PRINTABLE:=C3=89', 'X-A:b'),
        card('VERSION:3.0', 'FN:Cassée', 'ceci n’est pas une ligne'),
        card('VERSION:3.0', 'EMAIL;INTERNET;PREF:sans@nom.example'),
        card('VERSION:3.0', 'FN:Nul \u0000'),
        'BEGIN:VCARD\nVERSION:3.0\nFN:Coupée',
      ].join('\n'),
    );
    expect(figuresOf(page)).toEqual([7, 2, 0, 5]);
    expect(faultsOf(page)).toEqual([
      expect.stringMatching(/^5 .*version 2\.1/),
      expect.stringMatching(/^9 .*QUOTED-PRINTABLE/),
      expect.stringMatching(/^14 .*pas lisible/),
      expect.stringMatching(/^23 .*nul/),
      expect.stringMatching(/^27 .*dernière ligne/),
    ]);
    expect(page.text).toContain('sans@nom.example');
  });

  it('that we wrote ourselves brings the client back', async () => {
    const scope = await studio.scope();
    const id = await accepted(
      createClient(scope, {
        name: 'Aller; retour, \\n',
        email: 'retour@x.example',
        isVip: true,
        street: 'a;b\nc',
        customFields: [{ label: 'l: é', value: 'v' }],
      }),
    );
    const client = await getClient(scope, id);
    const other = await testStudio();
    const visitor = await other.as('owner');
    const { path } = await preview(toVcard(client), {}, visitor);
    await run(path, {}, other, visitor);
    const copy = await findClientByEmail(await other.scope(), 'retour@x.example');
    const { id: _i, createdAt: _c, updatedAt: _u, ...expected } = client;
    expect(copy && (await getClient(await other.scope(), copy.id))).toMatchObject(expected);
  });
});

describe('an upload', () => {
  it.each<[string, Fields, string]>([
    ['nothing', {}, 'Choisissez un fichier.'],
    ['an empty file', { file: new File([], 'vide.csv') }, 'Ce fichier est vide.'],
    [
      'a workbook',
      { file: new File([Uint8Array.of(0x50, 0x4b, 3, 4, 0)], 'a.xlsx') },
      'Ce fichier n’est pas du texte.',
    ],
    ['a PDF', { file: new File(['%PDF-1.7'], 'a.csv') }, 'Ce fichier n’est pas du texte.'],
  ])('of %s is explained', async (_, fields, text) => {
    const page = await owner.post('/clients/imports', fields, { multipart: true });
    expect([page.status, page.one('#f-file-error').text]).toEqual([422, expect.stringContaining(text)]);
  });

  it('of more than 10 MB is refused', async () => {
    expect((await upload('x'.repeat(10_600_000))).status).toBe(413);
    expect((await upload('x'.repeat(10_000_001))).status).toBe(422);
  });

  it('may be given up, and its file is gone then', async () => {
    const { path } = await preview('Nom\nAbandon\n');
    const page = await owner.follow(await owner.post(`${path}/removal`));
    expect(page.one('.flash').text).toContain('abandonné');
    const scope = await studio.scope();
    expect(await scope.files.get(`clients/imports/${path.split('/').at(-1)}`)).toBeNull();
    for (const door of ['/run', '/removal']) expect((await owner.post(path + door)).status).toBe(409);
    expect((await owner.post(`${path}/mapping`, { delimiter: ',', encoding: 'utf-8', column0: 'name' })).status).toBe(
      410,
    );
    expect((await owner.get(path)).status).toBe(200);
  });

  it('that was left alone goes after a week', async () => {
    const { path } = await preview('Nom\nOubliée\n');
    studio.clock.set(new Date(Date.now() + 8 * 86_400_000));
    await sweepImports(await studio.scope(), clientImport);
    studio.clock.run();
    expect((await owner.get(path)).one('.chip').text).toBe('Abandonné');
  });
});

describe('ten thousand rows', () => {
  const rows = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, index) =>
        `Client ${from + index};c${from + index}@masse.example;06 ${String(10_000_000 + from + index)};Ville ${index % 50}`,
    ).join('\r\n');

  it('are in the list within seconds, and requests are answered meanwhile', async () => {
    const own = await testStudio();
    const visitor = await own.as('owner');
    const { page, path } = await preview(`Nom;E-mail;Téléphone;Ville\r\n${rows(0, 10_000)}\r\n`, {}, visitor);
    expect(figuresOf(page)).toEqual([10_000, 10_000, 0, 0]);
    expect((await visitor.post(`${path}/run`)).status).toBe(303);
    const running = await visitor.get(path);
    expect(running.one('a[hx-trigger="every 1s"]').getAttribute('href')).toBe(path);
    const start = performance.now();
    let [isDone, answered] = [false, 0];
    const working = own.jobsDone().finally(() => {
      isDone = true;
    });
    for (; !isDone; answered += 1) expect((await visitor.get('/clients')).status).toBe(200);
    await working;
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(answered).toBeGreaterThan(10);
    expect(figuresOf(await visitor.get(path))).toEqual([10_000, 0, 0, 0]);
    expect(await count(own)).toBe(10_000);
    const [left] = await readRows((await own.scope()).db, sql`select count(*)::int as count from client_import_rows`);
    expect(left?.count).toBe(0);
  });

  it('and twice as many are too many', async () => {
    const refused = await upload(`Nom;E-mail;Téléphone;Ville\r\n${rows(0, 20_001)}\r\n`);
    expect(refused.one('#f-file-error').text).toMatch(/plus de 20\s000\slignes/);
    // The first row may be headings: that is known only when people say so.
    const { page } = await preview(`${rows(0, 20_001)}\r\n`, { column0: 'name' });
    expect(faultsOf(page)[0]).toMatch(/^20001 .*plus de 20\s000\slignes/);
  });
});

describe('the job', () => {
  it('shows how far it is while nothing is in the list yet', async () => {
    const own = await testStudio();
    const visitor = await own.as('owner');
    const lines = Array.from({ length: 2_500 }, (_, index) => `N${index}`).join('\n');
    const { path } = await preview(`Nom\n${lines}\n`, {}, visitor);
    await visitor.post(`${path}/run`);
    const seen = new Set<string>();
    const working = own.jobsDone();
    let isDone = false;
    void working.then(() => {
      isDone = true;
    });
    while (!isDone) {
      const before = await count(own);
      const page = await visitor.get(path, { headers: { 'hx-request': 'true' } });
      const bar = page.all('progress')[0];
      if (!bar) continue;
      seen.add(bar.getAttribute('value') ?? 'reading');
      expect(before).toBe(0);
    }
    await working;
    expect([...seen].filter((rows) => rows === '1000' || rows === '2000')).not.toEqual([]);
    expect(await count(own)).toBe(2_500);
  });

  it('does nothing when it is run again, and cannot be begun twice', async () => {
    const own = await testStudio();
    const visitor = await own.as('owner');
    const { path } = await preview('Nom\nUne fois\n', {}, visitor);
    expect((await visitor.post(`${path}/run`)).status).toBe(303);
    expect((await visitor.post(`${path}/run`)).status).toBe(409);
    await own.jobsDone();
    await runImport(await own.scope('owner'), clientImport, path.split('/').at(-1) as ImportId);
    expect(await count(own)).toBe(1);
  });

  it('takes the file away, even when it was cut off right before', async () => {
    const own = await testStudio();
    const visitor = await own.as('owner');
    const { path } = await preview('Nom\nUne fois\n', {}, visitor);
    const id = path.split('/').at(-1) as ImportId;
    await run(path, {}, own, visitor);
    const scope = await own.scope('owner');
    expect(await scope.files.get(fileKeyOf(clientImport, id))).toBeNull();
    await scope.files.put(fileKeyOf(clientImport, id), new Uint8Array(3), { contentType: 'text/csv' });
    await runImport(scope, clientImport, id);
    expect([await scope.files.get(fileKeyOf(clientImport, id)), await count(own)]).toEqual([null, 1]);
  });

  it('that two workers take at once writes once', async () => {
    const own = await testStudio();
    const visitor = await own.as('owner');
    const { path } = await preview(
      `Nom\n${Array.from({ length: 1_500 }, (_, index) => `P${index}`).join('\n')}\n`,
      {},
      visitor,
    );
    await visitor.post(`${path}/run`);
    const id = path.split('/').at(-1) as ImportId;
    await Promise.allSettled([
      runImport(await own.scope('owner'), clientImport, id),
      runImport(await own.scope('owner'), clientImport, id),
    ]);
    expect(await count(own)).toBe(1_500);
    expect(figuresOf(await visitor.get(path))).toEqual([1_500, 0, 0, 0]);
  });

  it('that fails leaves nothing behind, says so, and may be tried again', async () => {
    const own = await testStudio();
    const visitor = await own.as('owner');
    const { path } = await preview('Nom;E-mail;Espace client\nA;a@late.example;oui\nB;b@late.example;\n', {}, visitor);
    await visitor.post(`${path}/run`);
    // Between preview and job the rows have become faulty: another client took the address.
    await accepted(
      createClient(await own.scope(), { name: 'Entre-temps', email: 'a@late.example', portalAccess: true }),
    );
    await rawWrite(await own.scope(), (tx) => tx.execute(sql`update client_imports set duplicates = 'create'`));
    await own.jobsDone();
    const failed = await visitor.get(path);
    expect(failed.one('.notice.bad').text).toContain('Rien n’a été importé');
    expect(await count(own)).toBe(1);
    expect((await visitor.get(`${path}/mapping`)).status).toBe(200);
    expect(figuresOf(await run(path, { duplicates: 'skip', leaveOut: 'on' }, own, visitor))).toEqual([1, 0, 1, 0]);
  });
});
