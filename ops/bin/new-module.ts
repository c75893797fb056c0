/**
 * `npm run new-module -- <name> [thing]`: a small module with each kind of contribution, which passes the check. `thing` is one of them, where
 * leaving off the s is not enough: `new-module equipment item`. Everything that it writes is meant to be changed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const skeleton = join(import.meta.dirname ?? '.', 'skeleton');
const root = resolve(skeleton, '../../..');

const pascal = (kebab: string) => kebab.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const camel = (kebab: string) => pascal(kebab).replace(/^./, (letter) => letter.toLowerCase());
const constant = (kebab: string) => kebab.replaceAll('-', '_').toUpperCase();

function words(name: string, thing: string): Readonly<Record<string, string>> {
  return {
    name,
    names: camel(name),
    Names: pascal(name),
    NAMES: constant(name),
    table: name.replaceAll('-', '_'),
    thing: camel(thing),
    Thing: pascal(thing),
    THING: constant(thing),
    'thing-kebab': thing,
  };
}

/** Path of the new file → name of its template. */
function plan(name: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const file of readdirSync(join(skeleton, 'src'))) {
    const target = file === 'test.ts.txt' ? `${name}.test.ts` : file.replace(/\.txt$/, '');
    files[`src/${name}/${target}`] = `src/${file}`;
  }
  for (const file of readdirSync(join(skeleton, 'views')))
    files[`views/${name}/${file.replace(/\.txt$/, '')}`] = `views/${file}`;
  for (const locale of locales()) {
    const own = `i18n/${locale}.json.txt`;
    files[`views/i18n/${locale}/${name}.json`] = existsSync(join(skeleton, own)) ? own : 'i18n/en.json.txt';
  }
  return { ...files, [`migrations/tenant/${nextNumber()}_${name.replaceAll('-', '_')}.sql`]: 'migration.sql.txt' };
}

function locales(): readonly string[] {
  const entries = readdirSync(join(root, 'views/i18n'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

function nextNumber(): string {
  const last = readdirSync(join(root, 'migrations/tenant')).sort().at(-1) ?? '0000';
  return String(Number(last.slice(0, 4)) + 1).padStart(4, '0');
}

/** @throws when the place is not there any more: then it was moved, and this program must follow */
function insertBefore(file: string, place: RegExp, text: string): void {
  const old = readFileSync(join(root, file), 'utf8');
  const found = place.exec(old);
  if (!found) throw new Error(`${file}: nowhere to put ${text.trim()}`);
  writeFileSync(join(root, file), `${old.slice(0, found.index)}${text}${old.slice(found.index)}`);
}

/** The four lines by which the product learns of the module; Biome puts imports in order afterwards. */
function announce(name: string): string[] {
  const key = name.includes('-') ? `'${name}'` : name;
  insertBefore('ops/boundaries.cjs', /^};\n\nconst MODULES/m, `  ${key}: ['clients'],\n`);
  insertBefore('src/modules.ts', /^\nexport const modules/m, `import ${camel(name)} from '#${name}/module.ts';\n`);
  insertBefore('src/modules.ts', /^\];/m, `  ${camel(name)}, // ${name}\n`);
  insertBefore(
    'src/permissions.ts',
    /^} as const satisfies/m,
    `  ...grants('${name}', { read: EVERYONE, create: DESK }),\n`,
  );
  return ['ops/boundaries.cjs', 'src/modules.ts', 'src/permissions.ts'];
}

function write(name: string, thing: string): string[] {
  const known = words(name, thing);
  return Object.entries(plan(name)).map(([file, template]) => {
    const text = readFileSync(join(skeleton, template), 'utf8').replace(
      /\{\{([A-Za-z-]+)\}\}/g,
      (_, word: string) => known[word] ?? '',
    );
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    return file;
  });
}

function refusal(name: string, thing: string): string | null {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name) || !/^[a-z]+(-[a-z]+)*$/.test(thing))
    return 'Usage: npm run new-module -- <name> [thing], in kebab-case';
  return existsSync(join(root, 'src', name)) ? `src/${name} is there already` : null;
}

function main([name = '', thing = name.replace(/s$/, '')]: readonly string[]): number {
  const refused = refusal(name, thing);
  if (refused) {
    process.stderr.write(`${refused}\n`);
    return 2;
  }
  const touched = [...write(name, thing), ...announce(name)];
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const code = touched.filter((file) => !file.endsWith('.sql'));
  const tidied = spawnSync(process.execPath, [biome, 'check', '--write', '--log-level=error', ...code], {
    cwd: root,
    stdio: 'inherit',
  });
  process.stdout.write(`${touched.map((file) => `  ${file}`).join('\n')}\n\n`);
  process.stdout.write(
    `Next: say in src/modules.ts what it is, write the French texts, then npm run check and npx vitest run src/${name}\n`,
  );
  return tidied.status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
