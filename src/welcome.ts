/** What the terminal says when everything is up: where to go and how to get in. */

import { DEMO_PASSWORD, DEMO_STUDIOS } from '#demo.ts';
import { DEMO_SECRET } from '#identity/seed.ts';
import type { Config } from '#platform/config.ts';
import { log } from '#platform/telemetry/log.ts';

export function announce(config: Config, port: number): void {
  log.info('runtime.listening', { port, host: config.host, roles: [...config.roles] });
  if (config.production) return;
  const base = new URL(config.publicUrl);
  base.port = String(port);
  const demo = DEMO_STUDIOS.map(({ slug }) => `  ${base.protocol}//${slug}.${base.host}   owner@${slug}.example`);
  const lines = [
    '',
    `Régie is at ${base.origin}`,
    ...(config.demo
      ? [
          '',
          'Demo studios (password for everybody: see below):',
          ...demo,
          '',
          `  password: ${DEMO_PASSWORD}`,
          '  roles: owner@ admin@ manager@ user@ · portal: client@',
          `  with a second factor: secure@, key for an authenticator app ${DEMO_SECRET}`,
        ]
      : []),
    '',
    `Mail that was sent: ${base.origin}/dev/mail`,
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
