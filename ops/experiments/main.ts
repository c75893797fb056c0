/**
 * `npm run experiments -- [n…]`: the experiments that an auditor would ask for, by their numbers, as the tests that carry them out. Each
 * runs on a real PostgreSQL, and where it claims that something cannot happen, a control beside it shows it happening.
 */
import { spawnSync } from 'node:child_process';

interface Experiment {
  readonly title: string;
  readonly files: readonly string[];
}

const EXPERIMENTS: Readonly<Record<number, Experiment>> = {
  1: { title: 'Double booking', files: ['src/sessions/sessions.test.ts'] },
  2: { title: 'Clock changes and zones', files: ['src/platform/format/zoned.test.ts', 'src/sessions'] },
  3: { title: 'Numbers without gaps', files: ['src/invoicing/issuance'] },
  4: { title: 'Money', files: ['src/platform/format/money.test.ts', 'src/invoicing/model.test.ts'] },
  5: { title: 'Outbox under kill -9', files: ['src/platform/jobs'] },
  6: { title: 'Redis loses everything', files: ['src/platform/jobs'] },
  8: { title: 'One charge, one payment', files: ['src/payments'] },
  9: { title: 'Signed callbacks in any order', files: ['src/payments'] },
  10: { title: 'Provisioning crash', files: ['src/platform/tenancy', 'src/identity/sign-up'] },
  11: { title: 'Fleet migration', files: ['src/platform/tenancy'] },
  12: { title: 'Connections run out', files: ['src/platform/tenancy', 'src/platform/db'] },
  14: { title: 'Slow clients', files: ['src/platform/http/wire.test.ts'] },
  15: { title: 'Large and odd input', files: ['src/platform/http/wire.test.ts', 'src/clients'] },
  20: { title: 'Tenant isolation', files: ['src/laws.test.ts', 'src/laws.isolation.slow.test.ts'] },
  22: {
    title: 'Hosts, origins and cookies',
    files: ['src/laws.test.ts', 'src/platform/http', 'src/platform/tenancy/hostname.test.ts'],
  },
  23: { title: 'Script injection in a browser', files: ['src/browser'] },
  25: { title: 'Abuse of the doors', files: ['src/identity', 'src/portal'] },
};

const asked = process.argv.slice(2).map(Number);
const unknown = asked.filter((number) => !EXPERIMENTS[number]);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no experiment ${unknown.join(', ')} here. There are ${Object.keys(EXPERIMENTS).join(', ')}.\n`,
  );
  process.exit(2);
}
const chosen = Object.entries(EXPERIMENTS).filter(([number]) => asked.length === 0 || asked.includes(Number(number)));
for (const [number, { title }] of chosen) process.stdout.write(`${number.padStart(3)}  ${title}\n`);
const files = [...new Set(chosen.flatMap(([, { files }]) => files))];
const { status } = spawnSync('npx', ['vitest', 'run', ...files], { stdio: 'inherit' });
process.exit(status ?? 1);
