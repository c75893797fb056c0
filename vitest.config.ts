import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const tests = ['src', 'views', 'ops'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
);

const isBrowser = (file: string) => file.includes('.browser.test.');
/** Guessing, timing, servers and whole checkouts of their own: a process a file, and a shard of their own in CI. */
const isSlow = (file: string) => file.includes('.slow.test.');
/** A test that opens a studio needs a PostgreSQL server: it says so by what it imports, so that no list is kept. */
const needsServer = (file: string) =>
  /from '#(testing|platform\/runtime\/embedded)/.test(readFileSync(root + file, 'utf8'));

const browser = tests.filter(isBrowser);
const slow = tests.filter(isSlow);
const quick = tests.filter((file) => !isBrowser(file) && !isSlow(file));
const integration = quick.filter(needsServer);
const unit = quick.filter((file) => !integration.includes(file));

interface Kind {
  readonly timeout: number;
  /** Files of one worker share the loaded program and its installation. */
  readonly isolate: boolean;
  readonly server: boolean;
}

const NONE = ['none'];
const project = (name: string, include: string[], { timeout, isolate, server }: Kind) => ({
  extends: true as const,
  test: {
    name,
    include: include.length > 0 ? include : NONE,
    isolate,
    testTimeout: timeout,
    hookTimeout: timeout * 2,
    globalSetup: server ? ['src/testing/global-setup.ts'] : [],
    setupFiles: server ? ['src/testing/file-setup.ts'] : [],
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: Math.max(2, availableParallelism()),
    env: { NODE_ENV: 'test' },
    passWithNoTests: true,
    coverage: { provider: 'v8', include: ['src/**/*.ts', 'views/**/*.{ts,tsx}'], reporter: ['text-summary'] },
    projects: [
      project('unit', unit, { timeout: 30_000, isolate: false, server: false }),
      project('integration', integration, { timeout: 30_000, isolate: false, server: true }),
      project('slow', slow, { timeout: 60_000, isolate: true, server: true }),
      project('browser', browser, { timeout: 120_000, isolate: false, server: true }),
    ],
  },
});
