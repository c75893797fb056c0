import { describe, expect, it } from 'vitest';
import { catalogues } from './catalogues.ts';
import { clock } from './clock.ts';
import { environment } from './environment.ts';
import { deadExceptions, type Exception, judge } from './exceptions.ts';
import { fileNames } from './file-names.ts';
import { inFile, type Law, show } from './law.ts';
import { locales } from './locales.ts';
import { markup } from './markup.ts';
import { migrations } from './migrations.ts';
import { modules } from './modules.ts';
import { packages } from './packages.ts';
import { sampleProject } from './project.ts';
import { sizes } from './sizes.ts';
import { viewFolders } from './view-folders.ts';
import { words } from './words.ts';

type Files = Readonly<Record<string, string>>;

const findings = (law: Law, files: Files) => law.check(sampleProject(files)).map(show);

const lines = (count: number) => 'a;\n'.repeat(count);

describe('sizes', () => {
  it.each([
    ['a file', 'src/a/service.ts', lines(301), '301 lines'],
    ['a function', 'src/a/service.ts', `function issue() {\n${lines(39)}}`, 'issue has 41 lines; 40'],
    ['an arrow function', 'src/a/routes.ts', `const list = () => {\n${lines(39)}};`, 'list has 41 lines'],
    ['a method', 'src/a/service.ts', `class A {\nissue() {\n${lines(39)}}\n}`, 'issue has 41 lines'],
    ['a component', 'views/a/index.tsx', `function Index() {\n${lines(79)}}`, 'Index has 81 lines; 80'],
    ['a stylesheet', 'static/css/app.css', lines(301), '301 lines'],
  ])('refuses %s that is too long', (_, file, text, said) => {
    expect(findings(sizes, { [file]: text })).toEqual([expect.stringContaining(said)]);
  });

  it('lets 40 lines, tests and tables pass', () => {
    const files = {
      'src/a/service.ts': `function issue() {\n${lines(38)}}`,
      'src/a/a.test.ts': lines(900),
      'src/a/schema.ts': lines(900),
      'static/vendor/htmx.js': lines(900),
    };
    expect(findings(sizes, files)).toEqual([]);
  });
});

describe('file names', () => {
  it.each([
    ['src/a/issueInvoice.ts', 'not kebab-case'],
    ['src/CreateApp/service.ts', 'not kebab-case'],
    ['views/a/Row.tsx', 'not kebab-case'],
    ['src/a/helpers.ts', 'helpers.ts says nothing'],
    ['src/utils/money.ts', 'utils says nothing'],
    ['src/a/index.ts', 'index.ts says nothing'],
    ['src/a/routes2.ts', 'by noun'],
    ['src/a/row.tsx', 'JSX belongs'],
  ])('refuses %s', (file, said) => {
    expect(findings(fileNames, { [file]: 'export {};' })).toEqual([expect.stringContaining(said)]);
  });

  it('refuses a barrel', () => {
    const text = `export * from './service.ts';\nexport { a } from './model.ts';`;
    expect(findings(fileNames, { 'src/a/public.ts': text })).toEqual([expect.stringContaining('a barrel')]);
    expect(findings(fileNames, { 'src/a/public.ts': `${text}\nexport const b = 1;` })).toEqual([]);
  });

  it('lets fonts keep their names', () => {
    expect(findings(fileNames, { 'views/paper/fonts/NotoSans-Regular.ttf': '' })).toEqual([]);
  });
});

const TABLE: Files = {
  'src/platform/i18n/locales.ts': `const LOCALE_FACTS = { fr: { decimal: ',' }, en: { decimal: '.' } } as const satisfies X;`,
};

const french = (text: string): Files => ({
  ...TABLE,
  'views/i18n/fr/a.json': JSON.stringify({ 'a.title': text }),
  'views/i18n/en/a.json': JSON.stringify({ 'a.title': text.includes('{count') ? '{count} clients' : 'Title' }),
  'views/a/index.tsx': `ui.t('a.title');`,
});

const plain = french('Titre');
const PUT_TOGETHER = `ui.t(\`a.\${kind}\`);`;
const law = catalogues([]);

describe('catalogues', () => {
  it('lets a complete pair pass', () => expect(findings(law, plain)).toEqual([]));

  it.each<[string, Files, string]>([
    ['a key missing in French', { 'views/i18n/fr/a.json': '{}' }, 'a.title is missing in fr'],
    ['a key missing in English', { 'views/i18n/en/a.json': '{}' }, 'a.title is missing in en'],
    [
      'another placeholder',
      { 'views/i18n/fr/a.json': '{"a.title":"Titre {name}"}' },
      'takes name (a value), in en nothing',
    ],
    ['broken ICU', { 'views/i18n/fr/a.json': '{"a.title":"Titre {name"}' }, 'not ICU MessageFormat'],
    ['an empty text', { 'views/i18n/fr/a.json': '{"a.title":" "}' }, 'is empty'],
    [
      'a key in the wrong file',
      {
        'views/i18n/fr/a.json': '{"b.title":"x"}',
        'views/i18n/en/a.json': '{"b.title":"x"}',
        'views/a/index.tsx': `t('b.title')`,
      },
      'does not begin with a.',
    ],
    ['an unused key', { 'views/a/index.tsx': '' }, 'a.title is used nowhere'],
    ['a key that is not there', { 'views/a/row.tsx': `ui.t('a.other');` }, 'there is no message a.other'],
    [
      'a key behind a condition',
      { 'views/a/row.tsx': `ui.t(x ? 'a.title' : 'a.gone');` },
      'there is no message a.gone',
    ],
    [
      'a label that is not there',
      { 'src/a/module.ts': `const nav = { label: 'a.nav' };` },
      'there is no message a.nav',
    ],
    [
      'an error without words',
      { 'src/a/service.ts': `throw new AppError('gone', 'a.gone');` },
      'there is no message a.gone',
    ],
    ['a key put together', { 'views/a/row.tsx': PUT_TOGETHER }, 'is not among the dynamic keys'],
    ['a file that is no catalogue', { 'views/i18n/fr/more/a.json': '{}' }, 'a.json  is no catalogue'],
    [
      'a language without catalogues',
      { 'src/platform/i18n/locales.ts': `const LOCALE_FACTS = { fr: {}, en: {}, de: {} };` },
      'de has no catalogue',
    ],
    [
      'a language without a row in the table',
      { 'src/platform/i18n/locales.ts': `const LOCALE_FACTS = { en: {} };` },
      'fr has catalogues',
    ],
  ])('refuses %s', (_, change, said) => {
    expect(findings(law, { ...plain, ...change }).join('\n')).toContain(said);
  });

  it('lets keys be put together where the list says so, and no longer', () => {
    const files = { ...plain, 'views/a/index.tsx': PUT_TOGETHER };
    expect(findings(catalogues(['a.']), files)).toEqual([]);
    expect(findings(catalogues(['a.', 'b.']), files)).toEqual([expect.stringContaining('b.… is not needed')]);
    expect(findings(catalogues(['b.']), plain)).toEqual([expect.stringContaining('b.… is not needed')]);
  });

  it.each([
    ["L'heure", 'straight apostrophe'],
    ['Le "titre"', 'straight quotation marks'],
    ['Chargement...', 'three dots'],
    ['Vraiment ?', 'plain space'],
    ['Nom : {count}', 'plain space'],
    ['« Titre »', 'plain space'],
    ['Vraiment?', 'no space before'],
    ['Nom: x', 'no space before :'],
    ['{count} %', 'plain space'],
    ['{count, plural, one {# client} few {# clients} other {# clients}}', 'no plural “few”'],
  ])('refuses the French of %s', (text, said) => {
    expect(findings(law, french(text)).join('\n')).toContain(said);
  });

  it.each([
    'L’heure',
    'Vraiment\u202f?',
    'Nom\u00a0: {count}',
    '«\u00a0Titre\u00a0»',
    'Chargement…',
    'À 10:30',
    "{count} '{'x'}'",
    '{count, plural, one {# client} many {# de clients} other {# clients}}',
  ])('lets the French of %s pass', (text) => expect(findings(law, french(text))).toEqual([]));
});

describe('locales', () => {
  it.each([
    [`const sign = locale === 'fr' ? ';' : ',';`, 'locale === '],
    [`if ('en' !== ui.locale) return;`, 'ask src/platform/i18n/locales.ts'],
    [`switch (locale) { case 'fr': break; }`, `case 'fr'`],
    [`const french = tag.startsWith('fr');`, 'startsWith'],
    [`const LOCALES = ['en', 'fr'] as const;`, 'a second list'],
    [`type Language = 'fr' | 'en' | null;`, 'a second list'],
    [`const SIGNS = { fr: ';', en: ',' };`, 'a second list'],
  ])('refuses %s', (code, said) => {
    for (const file of ['src/a/service.ts', 'views/a/index.tsx', 'ops/bin/a.ts'])
      expect(findings(locales, { ...TABLE, [file]: code })).toEqual([expect.stringContaining(said)]);
    expect(findings(locales, { ...TABLE, 'src/a/a.test.ts': code })).toEqual([]);
  });

  it('lets the table itself, data and longer lists pass', () => {
    const code = `const demo = { locale: 'fr' }; const LANGUAGES = ['fr', 'en', 'de']; country === 'FR';`;
    expect(findings(locales, { ...TABLE, 'src/a/seed.ts': code })).toEqual([]);
  });
});

describe('markup', () => {
  it.each([
    ['<p style="color:red">x</p>', 'inline style'],
    ['<button onclick="x()">x</button>', 'inline script (onclick)'],
    ['<button hx-on:click="x()">x</button>', 'inline script (hx-on:click)'],
    ['<script>x()</script>', 'inline script'],
    ['<style>p {}</style>', 'inline stylesheet'],
    ['<a href="/x" hx-get="/x" hx-vals="js:{a: b}">x</a>', 'script in hx-vals'],
    ['<a href="/x" hx-get="/x" hx-trigger="click[ctrlKey]">x</a>', 'trigger filter'],
    ['<a href="javascript:x()">x</a>', 'javascript: address'],
    ['<div hx-get="/x"></div>', 'without href or action'],
    ['<div x-html="x"></div>', 'x-html'],
    [`<div attrs={\`class="\${x}"\`}></div>`, 'without escaping'],
    ['<tag of={x}></tag>', 'a tag whose name is computed'],
    [`<Button attrs={{ 'hx-trigger': 'click[x]' }} />`, 'trigger filter'],
    [`<Button attrs={{ 'hx-on:click': 'x()' }} />`, 'inline script'],
  ])('refuses %s', (jsx, said) => {
    expect(findings(markup, { 'views/a/index.tsx': `const x = ${jsx};` }).join('\n')).toContain(said);
  });

  it('lets links, forms and the style of a mail pass', () => {
    const files = {
      'views/a/index.tsx':
        '<form action="/x" method="post" hx-post="/x"><a href="/x" hx-get="/x">x</a><script src="/x.js"></script></form>;',
      'views/a/receipt.email.tsx': '<p style="color:red">x</p>;',
    };
    expect(findings(markup, files)).toEqual([]);
  });
});

describe('clock', () => {
  it.each(['new Date()', 'Date.now()', 'Temporal.Now.instant()'])('refuses %s in a module', (code) => {
    expect(findings(clock, { 'src/a/service.ts': `const now = ${code};` })).toEqual([
      expect.stringContaining('scope.now'),
    ]);
    expect(findings(clock, { 'src/platform/scope.ts': `const now = ${code};`, 'src/a/a.test.ts': code })).toEqual([]);
  });

  it('lets a given moment pass', () => {
    expect(findings(clock, { 'src/a/service.ts': 'const day = new Date(scope.now);' })).toEqual([]);
  });
});

describe('environment', () => {
  const files = {
    'src/platform/config.ts': 'export const VARIABLES = { PORT: 1 } as const; process.env;',
    'README.md': '| `PORT` | port |',
  };

  it('lets a table that says the same pass', () => expect(findings(environment, files)).toEqual([]));

  it.each<[string, Files, string]>([
    ['a variable that is not in the table', { 'README.md': '' }, 'the table lacks PORT'],
    ['a row that means nothing', { 'README.md': '| `PORT` | |\n| `OLD_NAME` | |' }, 'OLD_NAME is not in'],
    ['another reader', { 'src/a/service.ts': 'process.env.PORT' }, 'src/a/service.ts:1  only'],
    [
      'another reader by import',
      { 'src/a/service.ts': `import { env } from 'node:process';` },
      'src/a/service.ts:1  only',
    ],
  ])('refuses %s', (_, change, said) => {
    expect(findings(environment, { ...files, ...change })).toEqual([expect.stringContaining(said)]);
  });
});

describe('migrations', () => {
  const sql = '-- Why.\nselect 1;\n';

  it.each<[string, Files, string]>([
    ['a gap', { 'migrations/tenant/0001_a.sql': sql, 'migrations/tenant/0003_c.sql': sql }, 'number 0002'],
    [
      'a number used twice',
      { 'migrations/tenant/0001_a.sql': sql, 'migrations/tenant/0001_b.sql': sql },
      'number 0002',
    ],
    ['another name', { 'migrations/control/first.sql': sql }, 'is not called'],
    ['another folder', { 'migrations/0001_a.sql': sql }, 'lies neither'],
    ['no reason', { 'migrations/control/0001_a.sql': 'select 1;' }, 'comment that says why'],
    ['a way back', { 'migrations/control/0001_a.sql': `${sql}-- down\n` }, 'forward only'],
    ['a transaction of its own', { 'migrations/control/0001_a.sql': `${sql}commit;\n` }, 'the runner opens'],
    [
      'an exception of its own',
      { 'migrations/control/0001_a.sql': `${sql}-- squawk-ignore ban-drop-table\n` },
      'exceptions belong',
    ],
  ])('refuses %s', (_, files, said) => {
    expect(findings(migrations, files).join('\n')).toContain(said);
  });

  it('lets 0001 and 0002 pass', () => {
    expect(
      findings(migrations, { 'migrations/tenant/0001_a.sql': sql, 'migrations/tenant/0002_b_c.sql': sql }),
    ).toEqual([]);
  });
});

describe('modules', () => {
  const whole = {
    ...TABLE,
    'src/modules.ts': `import { clients } from '#clients/module.ts';`,
    'src/clients/module.ts': '',
    'src/clients/clients.test.ts': '',
    'src/clients/schema.ts': 'pgTable()',
    'src/clients/seed.ts': '',
    'views/clients/index.tsx': '',
    'views/i18n/fr/clients.json': '',
    'views/i18n/en/clients.json': '',
  };
  const without = (file: keyof typeof whole) =>
    Object.fromEntries(Object.entries(whole).filter(([name]) => name !== file));

  it('lets a whole module pass', () => expect(findings(modules({ clients: [] }), whole)).toEqual([]));

  it.each<[keyof typeof whole, string]>([
    ['src/modules.ts', 'clients is missing'],
    ['src/clients/module.ts', 'has no module.ts'],
    ['src/clients/clients.test.ts', 'has no test'],
    ['src/clients/seed.ts', 'no seed.ts'],
    ['views/clients/index.tsx', 'has no views/clients/'],
    ['views/i18n/fr/clients.json', 'has no views/i18n/fr/clients.json'],
    ['views/i18n/en/clients.json', 'has no views/i18n/en/clients.json'],
  ])('refuses a module without %s', (file, said) => {
    expect(findings(modules({ clients: [] }), without(file))).toEqual([expect.stringContaining(said)]);
  });

  it('refuses a folder without walls and walls without a folder', () => {
    expect(findings(modules({}), whole)).toEqual([expect.stringContaining('clients has no line')]);
    expect(findings(modules({ clients: [], rooms: [] }), whole)).toEqual([expect.stringContaining('rooms has a line')]);
  });
});

describe('view folders', () => {
  const clients = {
    'src/clients/routes.ts': `import { Row } from '#views/clients/row.tsx';`,
    'src/clients/notes/routes.ts': `import { Form } from '#views/clients/notes/form.tsx'; import { Row } from '#views/clients/row.tsx';`,
    'views/clients/row.tsx': '',
    'views/clients/notes/form.tsx': '',
    'views/ui/fields/text.tsx': '',
  };
  const files = (changed: Files) => findings(viewFolders, { ...clients, ...changed });

  it('lets views pass that mirror the code', () => expect(files({})).toEqual([]));

  it('refuses a folder without code', () => {
    expect(files({ 'views/clients/contacts/card.tsx': '' })).toEqual([
      'views/clients/contacts/  there is no src/clients/contacts/',
    ]);
  });

  it('refuses a view outside the only folder that renders it', () => {
    const imports = `import { NoteRow } from '#views/clients/note-row.tsx';`;
    const view = { 'views/clients/note-row.tsx': '' };
    expect(files({ ...view, 'src/clients/notes/jobs.ts': imports })).toEqual([
      'views/clients/note-row.tsx  only src/clients/notes/ renders it: move it to views/clients/notes/',
    ]);
    expect(files({ ...view, 'src/clients/notes/jobs.ts': imports.replace('import', 'import type') })).toEqual([]);
    expect(files({ ...view, 'src/clients/notes/jobs.ts': imports, 'src/clients/jobs.ts': imports })).toEqual([]);
  });
});

describe('packages', () => {
  const manifest = (dependencies: Record<string, string>) => ({
    'package.json': JSON.stringify({ dependencies }),
    'package-lock.json': '{}',
    'src/a.ts': `import 'hono';`,
  });

  it.each<[string, Files, string]>([
    ['a range', manifest({ hono: '^4.0.0' }), 'not an exact version'],
    ['a tool that is gone', { ...manifest({}), 'biome.json': '{}' }, '@biomejs/biome is no longer'],
    ['a package from git', manifest({ hono: 'github:honojs/hono' }), 'not an exact version'],
    ['an unused package', manifest({ hono: '4.0.0', zod: '4.0.0' }), 'zod is used nowhere'],
    [
      'a lockfile that names a place',
      { ...manifest({}), 'package-lock.json': '{"x":{"resolved": "https://x/y.tgz"}}' },
      'where packages come from',
    ],
    [
      'a lockfile that lacks what another machine needs',
      {
        ...manifest({}),
        'package-lock.json': JSON.stringify({
          packages: { 'node_modules/a': { optionalDependencies: { 'a-mac': '1.0.0' } } },
        }),
      },
      'lacks a-mac',
    ],
  ])('refuses %s', (_, files, said) => {
    expect(findings(packages, files)).toEqual([expect.stringContaining(said)]);
  });

  it('lets an exact version in use pass', () => expect(findings(packages, manifest({ hono: '4.0.0' }))).toEqual([]));
});

describe('words', () => {
  it.each([
    ['src/a/service.ts', `// TO${''}DO later`],
    ['src/a/service.ts', `throw new Error('not imple${''}mented')`],
    ['ops/bin/a.ts', `const root = '/wo${''}rk/here';`],
    ['CONTRIBUTING.md', `Written by Clau${''}de`],
    ['src/a/a.test.ts', `it.on${''}ly('x')`],
    ['src/a/a.test.ts', `describe.sk${''}ip('x')`],
  ])('refuses what %s says', (file, text) => {
    expect(findings(words, { [file]: `\n${text}\n` })).toEqual([expect.stringContaining(`${file}:2`)]);
  });

  it('keeps reserved terms to what they mean', () => {
    expect(findings(words, { 'src/a/service.ts': `${'hold'}Row(tx); // ${'organization'}s` })).toHaveLength(2);
  });

  it('counts pronouns where a noun is meant, beyond a few', () => {
    const comment = `// for ${['who', 'ever'].join('')} asks\n`;
    expect(findings(words, { 'src/a/b.ts': comment.repeat(40) })).toEqual([]);
    expect(findings(words, { 'src/a/b.ts': comment.repeat(41) })).toHaveLength(41);
  });

  it('lets ordinary words and conditional tests pass', () => {
    expect(
      findings(words, { 'src/a/a.test.ts': `it.skipIf(x)('works')`, 'src/a/b.ts': `'/dev/ui'; 'placeholder'` }),
    ).toEqual([]);
  });
});

describe('exceptions', () => {
  const exception: Exception = { law: 'sizes', file: 'src/a/*', about: 'issue has', why: 'a test' };

  it('lets through what is written down, and only that', () => {
    const all = [
      inFile('src/a/b.ts', 'issue has 41 lines'),
      inFile('src/c/b.ts', 'issue has 41 lines'),
      inFile('src/a/b.ts', '301 lines'),
    ];
    const { findings: rest, used } = judge('sizes', all, [exception]);
    expect(rest).toEqual(all.slice(1));
    expect(deadExceptions(used, [exception])).toEqual([]);
    expect(judge('words', all, [exception]).findings).toEqual(all);
  });

  it('refuses an entry that lets nothing through', () => {
    expect(deadExceptions(new Set(), [exception]).map(show)).toEqual([expect.stringContaining('any more')]);
  });
});
