/** Programs that know Dockerfiles, Compose and Fly better than our own checks do. They are no packages: called where installed. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DeploymentTool {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Environment that the file asks for. */
  readonly variables?: (root: string) => Readonly<Record<string, string>>;
  /** Words of a program that could not look at the file, and what they mean. */
  readonly unable?: readonly (readonly [RegExp, string])[];
}

/** Empty: nothing found. */
export type Answer = string | { readonly skipped: string };

export const DEPLOYMENT_TOOLS: readonly DeploymentTool[] = [
  { name: 'hadolint', command: 'hadolint', args: ['--no-color', 'Dockerfile'] },
  {
    name: 'compose',
    command: 'docker',
    args: ['compose', 'config', '--quiet'],
    variables: (root) => requiredVariables(readFileSync(join(root, 'compose.yaml'), 'utf8')),
    unable: [[/unknown command|not a docker command|unknown flag: --quiet/, 'this docker has no compose']],
  },
  {
    name: 'flyctl',
    command: 'flyctl',
    // Without --strict it ignores keys that it does not know.
    args: ['config', 'validate', '--strict', '--config', 'fly.toml'],
    unable: [
      [/no access token|auth login/i, 'flyctl validates only for those who are logged in'],
      [/dial tcp|no such host|timeout|deadline exceeded/i, 'flyctl cannot reach Fly'],
    ],
  },
];

/** `${NAME:?reason}` ends Compose where NAME is not set; any value will do here. */
function requiredVariables(compose: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...compose.matchAll(/\$\{([A-Z_0-9]+):\?/g)].map(([, name = '']) => [name, 'given']));
}

export function callTool(root: string, tool: DeploymentTool, env: NodeJS.ProcessEnv = process.env): Promise<Answer> {
  const { command, args, variables, unable = [] } = tool;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...variables?.(root), ...env }, timeout: 30_000 });
    let output = '';
    const collect = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve({ skipped: `${command} is not installed` }) : reject(error),
    );
    child.once('close', (code) => {
      const reason = unable.find(([words]) => words.test(output))?.[1];
      if (code === 0) resolve('');
      else resolve(reason ? { skipped: reason } : output.trim() || `${command} ended with ${code}`);
    });
  });
}
