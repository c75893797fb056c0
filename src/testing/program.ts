/** The program as a process of its own: the web role alone, on the databases of the tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { inject, onTestFinished } from 'vitest';
import { ROOT } from '#testing/installation.ts';
import type { TestStudio } from '#testing/studio.ts';

export interface Program {
  readonly child: ChildProcess;
  /** 0 until it listens. */
  port(): number;
  /** Its log, as names of what it said at this level. */
  logged(level: 'info' | 'error'): readonly string[];
  /** Code and signal. */
  readonly exit: Promise<unknown[]>;
}

export function startProgram({ installation }: TestStudio): Program {
  const address = new URL(inject('adminUrl'));
  address.pathname = `/${installation.cluster.control}`;
  const child = spawn(process.execPath, ['--import', 'tsx', `${ROOT}/src/main.ts`], {
    env: {
      ...process.env,
      ...{ DATABASE_URL: address.href, REGIE_SECRET: 'a secret of the tests, 32 characters', NODE_ENV: 'test' },
      ...{ REGIE_URL: installation.platform.options.publicUrl.origin, REGIE_DATA: installation.dataDir },
      ...{ PORT: '0', REGIE_ROLES: 'web', REGIE_DEMO: '0', REGIE_LOG: 'info', REDIS_URL: '' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += String(data);
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    port: () => Number(/^Régie is at .*:(\d+)$/m.exec(said)?.[1] ?? 0),
    logged(level) {
      const lines = said.split('\n').filter((line) => line.includes(`"level":"${level}"`));
      return lines.map((line) => (JSON.parse(line) as { name: string }).name);
    },
    exit: once(child, 'exit'),
  };
}
