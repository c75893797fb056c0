/** The programs under load, started as the image starts them. */
import { type Child, freePort, startChild } from './child.ts';
import { type Rig, SECRET } from './rig.ts';

/** Nothing listens there, and nothing is sent. */
export const NO_MAIL = 'smtp://127.0.0.1:9';
/** As the image sets it. */
export const MEMORY = { NODE_OPTIONS: '--max-semi-space-size=4', MALLOC_ARENA_MAX: '2' };
export const MEMORY_ARGS = ['--heap-growing-percent=50'];

/** @param checkout whose bundle is started: this one's, or another release's to compare with */
export async function startWeb(rig: Rig, connections: number, checkout = '.'): Promise<Child> {
  const port = await freePort();
  const env = {
    ...MEMORY,
    NODE_ENV: 'production',
    PORT: String(port),
    REGIE_URL: 'http://regie.localhost',
    REGIE_SECRET: SECRET,
    REGIE_ROLES: 'web',
    SMTP_URL: NO_MAIL,
    REGIE_LOG: 'error',
    REGIE_CONNECTIONS: String(connections),
    DATABASE_WEB_URL: rig.webUrl,
  };
  return startChild(port, { file: `${checkout}/dist/main.js`, execArgv: MEMORY_ARGS, env, path: '/health/live' });
}

export async function startHello(): Promise<Child> {
  const port = await freePort();
  return startChild(port, {
    file: 'ops/bench/hello.ts',
    args: [String(port)],
    execArgv: ['--import', 'tsx'],
    path: '/',
  });
}
