/** An installation behind a real socket with a Chromium in front of it: one a worker, shared by its files as the installation is. */
import { sql } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import type { Catalogs } from '#platform/i18n/translate.ts';
import { type Listening, serve } from '#platform/runtime/node.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { launchChromium } from '#testing/chromium.ts';
import { type TestInstallation, testInstallation } from '#testing/installation.ts';

export const MAIN_ORIGIN = 'http://localhost';
/** Where an installation with other texts stands beside the worker's own. */
const OTHER_ORIGIN = 'http://other.localhost';

export interface BrowserHost {
  readonly installation: TestInstallation;
  readonly origin: string;
  /** Undefined where no Chromium starts and none has to. */
  readonly browser: Browser | undefined;
  /** Turns the log to this file of tests and forgets the tries that an earlier one was counted for: they come from one address. */
  begin(onError: (line: string) => void): Promise<void>;
  /** The worker's own stays for the next file. */
  end(): Promise<void>;
}

async function open(catalogs: Catalogs | undefined): Promise<BrowserHost> {
  const origin = catalogs ? OTHER_ORIGIN : MAIN_ORIGIN;
  const installation = await testInstallation(origin, catalogs);
  const listening: Listening = await serve(installation.app, { port: 0, host: '127.0.0.1' });
  const browser = await launchChromium(listening.port).catch(refuseQuietly);
  return {
    installation,
    origin,
    browser,
    begin: async (onError) => {
      await installation.platform.control.db.execute(sql`delete from throttles`);
      configureLog({
        level: 'info',
        sink: (line) => {
          installation.writes.sink(line);
          if (line.includes('"level":"error"')) onError(line);
        },
      });
    },
    end: async () => {
      if (!catalogs) return;
      await browser?.close();
      await listening.close(1_000);
    },
  };
}

/** A machine without a browser skips the journeys, loudly; a machine that must have one fails. */
function refuseQuietly(error: unknown): undefined {
  if (process.env.CI === 'true') throw error;
  process.stdout.write(`\n!!! no Chromium starts here: NO browser journey is made (CHROME_PATH)\n${String(error)}\n\n`);
}

let own: Promise<BrowserHost> | undefined;

/** @param catalogs other texts than the product's: for these there is a host until the file ends */
export function browserHost(catalogs?: Catalogs): Promise<BrowserHost> {
  if (catalogs) return open(catalogs);
  own ??= open(undefined);
  return own;
}
