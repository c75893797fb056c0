/** A browser in front of the app of a test: real sockets, real cookies, and no fault that goes unseen. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Catalogs } from '#platform/i18n/translate.ts';
import type { Role } from '#platform/scope.ts';
import { findBarriers } from '#testing/axe.ts';
import { type BrowserHost, browserHost } from '#testing/browser-host.ts';
import type { TestInstallation } from '#testing/installation.ts';
import { type StudioOptions, type TestStudio, testStudio } from '#testing/studio.ts';
import { watch } from '#testing/watch.ts';

export const PHONE = 360;
const PATIENCE_MS = 15_000;

export interface TabOptions {
  /** Where addresses without a host lead; without it to the main host. */
  readonly studio?: TestStudio;
  /** Signed in as; anonymous without it. */
  readonly role?: Role;
  readonly width?: number;
  readonly script?: boolean;
  readonly locale?: string;
}

export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong so far; the test fails at its end unless this is empty. */
  readonly faults: string[];
  goto(path: string): Promise<void>;
  /** Says that answers with these statuses are meant. */
  expectStatus(...statuses: number[]): void;
  /** Waits for the page with this title. */
  heading(text: string | RegExp): Promise<void>;
  /** axe finds nothing in either theme, and nothing has to be scrolled sideways. */
  inspect(): Promise<void>;
}

export interface TestBrowser {
  readonly installation: TestInstallation;
  studio(options?: StudioOptions): Promise<TestStudio>;
  tab(options?: TabOptions): Promise<Tab>;
}

interface OwnOptions extends TabOptions {
  /** The main host's. */
  readonly origin: string;
}

/** Elements that reach beyond the window and can be seen there. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && element.checkVisibility(),
    );
    const name = (element: Element) => `${element.localName}#${element.id}.${element.className}`;
    return [
      `${location.pathname} is ${document.documentElement.scrollWidth} wide on ${width}: ${wide.map(name).join(' ')}`,
    ];
  });
}

function contextOptions({ studio, width = 1440, locale = 'fr-FR', origin }: OwnOptions): BrowserContextOptions {
  return {
    baseURL: studio?.origin ?? origin,
    viewport: { width, height: width < 600 ? 740 : 900 },
    locale,
    timezoneId: 'Europe/Paris',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  };
}

async function signIn(context: BrowserContext, studio: TestStudio, role: Role): Promise<void> {
  const { cookies } = await studio.as(role);
  const { hostname } = new URL(studio.origin);
  await context.addCookies(
    [...cookies].map(([name, value]) => ({
      name,
      value,
      url: `https://${hostname}/`,
      secure: true,
      httpOnly: true,
      sameSite: 'Lax' as const,
    })),
  );
}

/** The page's own scripts have run by then, or have not: a detector may run where they may not. */
async function scriptSwitch(page: Page, enabled: boolean): Promise<(on: boolean) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const turn = async (on: boolean) => {
    await session.send('Emulation.setScriptExecutionDisabled', { value: !on });
    // What <noscript> holds is laid out, or not, when the page is laid out anew.
    await page.evaluate(() => {
      const { style } = document.documentElement;
      style.display = 'none';
      document.documentElement.getBoundingClientRect();
      style.removeProperty('display');
    });
  };
  if (!enabled) await turn(false);
  return turn;
}

async function openTab(browser: Browser, options: OwnOptions): Promise<Tab> {
  const context = await browser.newContext(contextOptions(options));
  const { faults, expected } = await watch(context);
  if (options.studio && options.role) await signIn(context, options.studio, options.role);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const scripts = await scriptSwitch(page, options.script ?? true);
  return {
    page,
    context,
    faults,
    goto: async (path) => void (await page.goto(path)),
    expectStatus: (...statuses) => {
      for (const status of statuses) expected.add(status);
    },
    heading: (name) => page.getByRole('heading', { level: 1, name }).waitFor(),
    inspect: async () => {
      await scripts(true);
      expect(await findOverflow(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      await scripts(options.script ?? true);
    },
  };
}

/** For the top of a file of journeys. Every test ends with a look at what its tabs noted and the server logged. */
export function useBrowser({ catalogs }: { readonly catalogs?: Catalogs } = {}): TestBrowser {
  let host: BrowserHost;
  const tabs: Tab[] = [];
  const logged: string[] = [];
  beforeAll(async () => {
    host = await browserHost(catalogs);
    await host.begin((line) => logged.push(line.slice(0, 3_000)));
  });
  beforeEach((context) => {
    if (!host.browser) context.skip();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, tabs);
    const faults = [...tabs.flatMap((tab) => tab.faults), ...logged.splice(0)];
    for (const { context } of tabs.splice(0)) await context.close();
    expect(faults).toEqual([]);
  });
  afterAll(() => host?.end());
  return {
    get installation() {
      return host.installation;
    },
    studio: (options) => testStudio(options, host.installation),
    async tab(options = {}) {
      if (!host.browser) throw new Error('there is no browser');
      const tab = await openTab(host.browser, { origin: host.origin, ...options });
      tabs.push(tab);
      return tab;
    },
  };
}

/** What the pages looked like when a test failed. */
async function keepPictures(name: string, tabs: readonly Tab[]): Promise<void> {
  for (const [index, { page }] of tabs.entries()) {
    const path = join(tmpdir(), `regie-browser-${name.replace(/[^\p{L}\d]+/gu, '-')}-${index + 1}.png`);
    const taken = await page.screenshot({ path, timeout: 5_000 }).catch(() => null);
    if (taken) process.stdout.write(`${page.url()} looked like ${path}\n`);
  }
}
