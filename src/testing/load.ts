/** Runs transact-load.ts as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '#testing/installation.ts';

interface Outcome {
  readonly status: number | null;
  readonly committed: number;
  readonly refused: number;
  /** Whether each kind of connection answers again. */
  readonly well: readonly boolean[];
}

export interface Load {
  readonly ended: boolean;
  finish(): Promise<Outcome>;
}

export async function startLoad(adminUrl: string, mode: 'ours' | 'driver'): Promise<Load> {
  const child = spawn(process.execPath, ['--import', 'tsx', `${ROOT}/src/testing/transact-load.ts`, adminUrl, mode], {
    stdio: ['pipe', 'pipe', mode === 'ours' ? 'inherit' : 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += String(data);
  });
  child.stdin.on('error', () => undefined);
  const exit = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exit]);
  return {
    get ended() {
      return child.exitCode !== null;
    },
    async finish() {
      child.stdin.end();
      await exit;
      const said = output.split('\n')[1] || '{"committed":0,"refused":0,"well":[]}';
      return { status: child.exitCode, ...(JSON.parse(said) as Omit<Outcome, 'status'>) };
    },
  };
}
