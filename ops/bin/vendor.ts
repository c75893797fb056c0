/**
 * `npm run vendor`: fetches what the browser gets from other people's packages into static/, so that serving it needs no
 * build. The result is committed; run it again after an update of those packages or a change in views/ui/icons.ts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { ICONS } from '#views/ui/icons.ts';

const ROOT = new URL('../../', import.meta.url);

const SCRIPTS: Readonly<Record<string, string>> = {
  htmx: 'htmx.org/dist/htmx.min.js',
  'idiomorph-ext': 'idiomorph/dist/idiomorph-ext.min.js',
  sse: 'htmx-ext-sse/dist/sse.min.js',
  webauthn: '@simplewebauthn/browser/dist/bundle/index.umd.min.js',
  'alpine-csp': '@alpinejs/csp/dist/cdn.min.js',
};

/** Ours: four faders. */
const MARK = 'M5 3v4M5 12v9M12 3v11M12 19v2M19 3v2M19 10v11M2.5 9.5h5M9.5 16.5h5M16.5 7.5h5';

async function copyScript(name: string, source: string): Promise<void> {
  const folder = source.split('/', source.startsWith('@') ? 2 : 1).join('/');
  const {
    name: title,
    version,
    license = '0BSD',
  } = JSON.parse(await read(`node_modules/${folder}/package.json`)) as Record<string, string>;
  const code = (await read(`node_modules/${source}`)).replace(/^\/\/# sourceMappingURL=.*$/m, '').trim();
  await writeFile(new URL(`static/vendor/${name}.js`, ROOT), `/* ${title} ${version}, ${license} */\n${code}\n`);
}

async function drawSprite(): Promise<void> {
  const symbols = await Promise.all(Object.entries(ICONS).map(([name, source]) => symbol(name, source)));
  symbols.push(`<symbol id="mark" viewBox="0 0 24 24"><path d="${MARK}"/></symbol>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC -->\n${symbols.join('\n')}\n</svg>\n`;
  await writeFile(new URL('static/icons/sprite.svg', ROOT), svg);
}

/** Stroke and fill come from the stylesheet (`.icon`), so a symbol is its shapes only. */
async function symbol(name: string, source: string): Promise<string> {
  const svg = await read(`node_modules/lucide-static/icons/${source}.svg`);
  const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
  if (shapes === undefined) throw new Error(`${source}.svg holds no shapes`);
  const tight = shapes.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>');
  return `<symbol id="${name}" viewBox="0 0 24 24">${tight}</symbol>`;
}

function read(path: string): Promise<string> {
  return readFile(new URL(path, ROOT), 'utf8');
}

await Promise.all(Object.entries(SCRIPTS).map(([name, source]) => copyScript(name, source)));
await drawSprite();
