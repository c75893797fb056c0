/** A headless Chromium that talks to this machine only: the one inside npm, else the one that is installed. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const WEIGHTS = ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold'];
const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Every name leads to our port; whatever a page asks of anybody else fails, and is seen. */
const resolverRules = (port: number) =>
  [`MAP localhost 127.0.0.1:${port}`, `MAP *.localhost 127.0.0.1:${port}`, 'MAP * ~NOTFOUND'].join(',');

const SWITCHES = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/** One for each user and version, so that no user runs what another unpacked. */
function cacheDir(): string {
  const manifest = readFileSync(join(PACKAGES, '@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const path = join(tmpdir(), `regie-chromium-${version}-${userInfo().uid}`);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

/** Under another name first: a second process must never start half a browser. */
async function unpack(archive: string, to: string): Promise<void> {
  const partial = `${to}.${process.pid}`;
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(partial));
  chmodSync(partial, 0o755);
  renameSync(partial, to);
}

async function unpackChromium(): Promise<{ path: string; libraries: string }> {
  const bin = join(PACKAGES, '@sparticuz/chromium/bin');
  const [path, archive] = [join(cacheDir(), 'chromium'), join(cacheDir(), 'libraries.tar')];
  if (!existsSync(path)) await unpack(join(bin, 'chromium.br'), path);
  if (!existsSync(archive)) {
    await unpack(join(bin, 'al2023.tar.br'), archive);
    execFileSync('tar', ['-xf', archive, '-C', cacheDir()]);
  }
  return { path, libraries: join(cacheDir(), 'lib') };
}

const prefer = (generic: string, family: string) =>
  `<match target="pattern"><test name="family"><string>${generic}</string></test>
<edit name="family" mode="prepend" binding="strong"><string>${family}</string></edit></match>`;

/** The same letters on every machine, so that a page is as wide here as there. */
function writeFontConfig(): string {
  const fonts = join(PACKAGES, '@expo-google-fonts/noto-sans');
  const path = join(cacheDir(), 'fonts.conf');
  const partial = `${path}.${process.pid}`;
  const dirs = [...WEIGHTS.map((weight) => join(fonts, weight)), '/usr/share/fonts'];
  writeFileSync(
    partial,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${dirs.map((dir) => `<dir>${dir}</dir>`).join('\n')}
<cachedir>${join(cacheDir(), 'fonts')}</cachedir>
${prefer('sans-serif', 'Noto Sans')}
${prefer('monospace', 'DejaVu Sans Mono')}
<match target="pattern"><edit name="family" mode="append_last"><string>Noto Sans</string></edit></match>
</fontconfig>`,
  );
  renameSync(partial, path);
  return path;
}

interface Program {
  readonly path: string;
  readonly libraries?: string;
}

/** A headless shell has no windows, tabs or start page to draw: a page costs it less than half of what it costs a whole Chromium. */
const HAS_SHELL = process.platform === 'linux' && process.arch === 'x64';

const whole = (): Program | undefined => {
  const path = INSTALLED.find((candidate) => existsSync(candidate));
  return path ? { path } : undefined;
};

async function start({ path, libraries }: Program, port: number): Promise<Browser> {
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: cacheDir(),
    FONTCONFIG_FILE: writeFontConfig(),
    LANG: 'C.UTF-8',
  };
  const launch = (LD_LIBRARY_PATH?: string) =>
    chromium.launch({
      executablePath: path,
      args: [...SWITCHES, `--host-resolver-rules=${resolverRules(port)}`],
      env: LD_LIBRARY_PATH ? { ...env, LD_LIBRARY_PATH } : env,
    });
  try {
    return await launch();
  } catch (error) {
    // A machine without NSS: the package brings its own.
    if (!libraries || !String(error).includes('shared libraries')) throw error;
    return launch(libraries);
  }
}

/** @param port of 127.0.0.1, where `http://localhost` and `http://<slug>.localhost` lead, whatever port they name */
export async function launchChromium(port: number): Promise<Browser> {
  if (process.env.CHROME_PATH) return start({ path: process.env.CHROME_PATH }, port);
  const installed = whole();
  if (!HAS_SHELL && installed) return start(installed, port);
  try {
    return await start(await unpackChromium(), port);
  } catch (error) {
    if (!installed) throw error;
    process.stdout.write(`the headless shell does not start, ${installed.path} does its work: ${String(error)}\n`);
    return start(installed, port);
  }
}
