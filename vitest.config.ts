import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const tests = ['src', 'views', 'ops'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
);

/** A test that opens a studio needs a PostgreSQL server: it says so by what it imports, so that nobody keeps a list. */
const browser = tests.filter((file) => file.includes('.browser.test.'));
const integration = tests.filter(
  (file) =>
    !browser.includes(file) && /from '#(testing|platform\/runtime\/embedded)/.test(readFileSync(root + file, 'utf8')),
);
const unit = tests.filter((file) => !browser.includes(file) && !integration.includes(file));

const NONE = ['none'];
const project = (name: string, include: string[], timeout: number, server = name !== 'unit') => ({
  extends: true as const,
  test: {
    name,
    include: include.length > 0 ? include : NONE,
    testTimeout: timeout,
    hookTimeout: timeout * 2,
    globalSetup: server ? ['src/testing/global-setup.ts'] : [],
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    env: { NODE_ENV: 'test' },
    passWithNoTests: true,
    projects: [
      project('unit', unit, 10_000),
      project('integration', integration, 30_000),
      project('browser', browser, 120_000),
    ],
  },
});
