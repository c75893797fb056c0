import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#platform/config.ts';
import { composeVariables, readCompose } from './compose.ts';
import { deployment } from './deployment.ts';
import { imageVariables, parseDockerfile } from './dockerfile.ts';
import { flyVariables, readFly } from './fly.ts';
import { show } from './law.ts';
import { openProject, sampleProject } from './project.ts';

const real = openProject(resolve(import.meta.dirname, '../../..'));
const FILES = [
  'Dockerfile',
  'compose.yaml',
  'fly.toml',
  'src/platform/config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const whole: Readonly<Record<string, string>> = Object.fromEntries([
  ...FILES.map((file) => [file, real.read(file)]),
  ...['ops/bin/x', 'src/x', 'views/x', 'views/i18n/x', 'views/paper/fonts/x', 'migrations/x', 'static/x'].map(
    (file) => [file, ''],
  ),
]);

/** What the check says once `from` in a file is written otherwise. */
function changed(file: string, from: string | RegExp, to: string): string {
  const text = (whole[file] ?? '').replace(from, to);
  expect(text).not.toBe(whole[file]);
  return deployment
    .check(sampleProject({ ...whole, [file]: text }))
    .map(show)
    .join('\n');
}

it('finds nothing in the files as they are', () => {
  expect(deployment.check(real).map(show)).toEqual([]);
  expect(deployment.check(sampleProject(whole)).map(show)).toEqual([]);
});

it.each<[string, string | RegExp, string, string]>([
  ['Dockerfile', 'USER node', '', 'runs as root'],
  ['Dockerfile', 'USER node', 'USER root', 'runs as root'],
  ['Dockerfile', 'npm ci', 'npm install', 'npm ci installs'],
  ['Dockerfile', 'EXPOSE 3000', '', 'no EXPOSE'],
  ['Dockerfile', 'EXPOSE 3000', 'EXPOSE 8080', 'PORT is 3000, the image exposes 8080'],
  ['Dockerfile', /HEALTHCHECK[^"]*CMD \[.*\]/, '', 'no HEALTHCHECK'],
  ['Dockerfile', 'CMD ["node", "--heap-growing-percent=50", "dist/main.js"]', '', 'no CMD'],
  ['Dockerfile', 'COPY static/', 'COPY public/', 'copies public'],
  ['Dockerfile', 'PORT=3000', 'PORT=3000 REGIE_SECRET=abc', 'a secret in the image'],
  ['Dockerfile', 'PORT=3000', 'PORT=3000 REGIE_PORT=1', 'REGIE_PORT is not in'],
  ['compose.yaml', 'redis:7-bookworm', 'redis', 'an image without a version'],
  ['compose.yaml', 'noeviction', 'allkeys-lru', 'noeviction'],
  [
    'compose.yaml',
    /healthcheck:\n {6}test: \["CMD", "redis-cli", "ping"\]/,
    'x:\n      y: 1',
    'redis: has no health check',
  ],
  ['compose.yaml', 'service_completed_successfully', 'service_started', 'does not wait for migrate'],
  ['compose.yaml', 'service_healthy', 'service_started', 'does not wait for postgres'],
  ['compose.yaml', /REGIE_SECRET: \S+.*/, 'REGIE_SECRET: hunter2', 'REGIE_SECRET is written down'],
  ['compose.yaml', 'REGIE_PROXY:', 'REGIE_TRUST:', 'REGIE_TRUST is not in'],
  ['fly.toml', 'kill_timeout', 'kill_delay', 'Fly knows no kill_delay'],
  ['fly.toml', 'soft_limit', 'softlimit', 'Fly knows no http_service.concurrency.softlimit'],
  ['fly.toml', 'grace_period', 'grace', 'Fly knows no http_service.checks.grace'],
  ['fly.toml', 'processes = ["worker"]', 'processes = ["jobs"]', 'process jobs is not among'],
  ['fly.toml', 'internal_port = 3000', 'internal_port = 8080', 'internal_port is not 3000'],
  ['fly.toml', 'primary_region = "cdg"', '', 'has no primary_region'],
  ['fly.toml', /release_command = .*/, '', 'has no release command'],
  ['fly.toml', 'S3_REGION', 'S3_PLACE', 'S3_PLACE is not in'],
])('%s: finds what %s → %s breaks', (file, from, to, said) => {
  expect(changed(file, from, to)).toContain(said);
});

it('finds a file that is missing', () => {
  const { 'fly.toml': _, ...rest } = whole;
  expect(deployment.check(sampleProject(rest)).map(show)).toEqual(['fly.toml  is missing']);
});

describe('what the files say is accepted at start', () => {
  const image = Object.fromEntries(imageVariables(parseDockerfile(real.read('Dockerfile'))));
  const given = {
    REGIE_SECRET: 'Yq3vK8sZ1nTfW6bDpR0uLxA4cHmE7gJo',
    DATABASE_URL: 'postgres://a:b@c/regie',
    DATABASE_WEB_URL: 'postgres://w:b@c/regie',
    SMTP_URL: 'smtps://a:b@mail.example',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
  };
  /** `${NAME:-default}` and `${NAME:?reason}` as Compose reads them. */
  const expand = (text: string) =>
    text.replace(
      /\$\{([A-Z_0-9]+):(.)([^}]*)\}/g,
      (_, name: string, kind: string, rest: string) =>
        (given as Record<string, string>)[name] ?? (kind === '-' ? rest : 'given'),
    );

  it('by the image with its secrets', () => {
    const config = readConfig({ ...image, ...given, REGIE_URL: 'https://regie.example' });
    expect(config).toMatchObject({ production: true, port: 3000, host: '0.0.0.0', dataDir: '/data', demo: false });
  });

  it('by Compose', () => {
    const told = composeVariables(readCompose(real, 'compose.yaml')).map(([name, value]) => [name, expand(value)]);
    expect(readConfig({ ...image, ...Object.fromEntries(told) })).toMatchObject({
      redisUrl: 'redis://redis:6379',
      s3: null,
    });
  });

  it('by Fly, in both kinds of process', () => {
    const fly = readFly(real, 'fly.toml');
    const env = { ...image, ...Object.fromEntries(flyVariables(fly)), ...given };
    for (const [process, command] of Object.entries(fly.processes as Record<string, string>)) {
      const roles = /REGIE_ROLES=(\S+)/.exec(command)?.[1];
      const { DATABASE_URL, ...without } = env;
      const config = readConfig({ ...(command.includes('-u DATABASE_URL') ? without : env), REGIE_ROLES: roles });
      expect([...config.roles].join(',')).toBe(roles);
      expect(config.databaseUrl).toBe(process === 'web' ? null : DATABASE_URL);
    }
  });
});
