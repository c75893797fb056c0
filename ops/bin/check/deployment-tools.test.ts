import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callTool, DEPLOYMENT_TOOLS } from './deployment-tools.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deployment-tools-'));
  const variables = ['{SECRET:?of your own}', '{OTHER:-none}'].map((variable) => `$${variable}`);
  writeFileSync(join(folder, 'compose.yaml'), variables.join('\n'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Only what the test puts there is on the PATH. */
function call(name: string, script?: string) {
  const tool = DEPLOYMENT_TOOLS.find((each) => each.name === name) ?? expect.fail(name);
  if (script) writeFileSync(join(folder, tool.command), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return callTool(folder, tool, { PATH: folder });
}

it.each([
  ['hadolint', 'hadolint is not installed'],
  ['compose', 'docker is not installed'],
  ['flyctl', 'flyctl is not installed'],
])('says that %s is skipped where it is not installed', async (name, skipped) => {
  expect(await call(name)).toEqual({ skipped });
});

it.each([
  ['hadolint', '--no-color Dockerfile'],
  ['compose', 'compose config --quiet'],
  ['flyctl', 'config validate --strict --config fly.toml'],
])('asks %s, passes when it is content and fails with its words when it is not', async (name, args) => {
  expect(await call(name, `[ "$*" = "${args}" ]`)).toBe('');
  expect(await call(name, `echo "line 3: wrong"; echo "and this" >&2; exit 1`)).toMatch(
    /^(line 3: wrong\nand this|and this\nline 3: wrong)$/,
  );
  expect(await call(name, 'exit 4')).toMatch(/ended with 4$/);
});

it('gives Compose what its file requires, and nothing else', async () => {
  expect(await call('compose', '[ "$SECRET" = given ] && [ -z "$OTHER" ]')).toBe('');
});

it.each([
  ['compose', 'docker: unknown command: docker compose', 'this docker has no compose'],
  ['compose', 'unknown flag: --quiet', 'this docker has no compose'],
  ['flyctl', 'Error: no access token available. Please login', 'flyctl validates only for those who are logged in'],
  ['flyctl', 'Error: dial tcp: lookup api.fly.io: no such host', 'flyctl cannot reach Fly'],
])('says that %s is skipped where it cannot look: %s', async (name, words, skipped) => {
  expect(await call(name, `echo "${words}" >&2; exit 1`)).toEqual({ skipped });
});
