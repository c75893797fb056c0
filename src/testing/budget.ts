/** What a page costs on the wire, as the browser counted it: headers and compressed bodies. */
import type { CDPSession, Page } from 'playwright-core';

export interface Budget {
  readonly bytes: number;
  readonly script: number;
  readonly requests: number;
  /** Requests of the next page, with everything fetched before still there. */
  readonly next: number;
  readonly fragment: number;
}

const KIB = 1024;
/** design/interface.md, "Budgets". */
export const STAFF: Budget = { bytes: 120 * KIB, script: 45 * KIB, requests: 10, next: 2, fragment: 30 * KIB };
export const PORTAL: Budget = { bytes: 60 * KIB, script: 20 * KIB, requests: 6, next: 1, fragment: 10 * KIB };

export interface Cost {
  readonly url: string;
  readonly type: string;
  readonly bytes: number;
  readonly encoding: string;
}

export interface Meter {
  /** What came over the wire since the last call; what the cache gave is not among it. */
  take(): Cost[];
  /** Until the page has everything that it asks for by itself, and has shown it. */
  quiet(): Promise<void>;
  /** As on a first visit. */
  forget(): Promise<void>;
}

interface Seen {
  url: string;
  type: string;
  cached: boolean;
  encoding: string;
}

/** Pushed by the server for as long as the page stays. */
const ENDLESS = new Set(['EventSource', 'WebSocket']);

function listen(session: CDPSession, arrived: Cost[], underway: Set<string>): void {
  const seen = new Map<string, Seen>();
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (!request.url.startsWith('http')) return;
    seen.set(requestId, { url: request.url, type: type ?? 'Other', cached: false, encoding: '' });
    if (!ENDLESS.has(type ?? '')) underway.add(requestId);
  });
  session.on('Network.loadingFailed', ({ requestId }) => underway.delete(requestId));
  session.on('Network.requestServedFromCache', ({ requestId }) => {
    const entry = seen.get(requestId);
    if (entry) entry.cached = true;
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const entry = seen.get(requestId);
    if (!entry) return;
    entry.cached ||= response.fromDiskCache === true;
    entry.encoding = Object.entries(response.headers).find(([name]) => /^content-encoding$/i.test(name))?.[1] ?? '';
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const entry = seen.get(requestId);
    underway.delete(requestId);
    if (entry && !entry.cached) arrived.push({ ...entry, bytes: encodedDataLength });
  });
}

/** A window shows the icon of its tab, and fetches it for that; a headless shell has no tabs, but the icon counts all the same. */
const fetchIcon = (page: Page) =>
  page.evaluate(async () => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel~=icon]');
    if (icon) await Object.assign(new Image(), { src: icon.href }).decode();
  });

/** What waits for the load, for a timer of no length or for the next picture has had its turn. */
const haveTurn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(() =>
          requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => resolve()))),
        );
      }),
  );

export async function meter(page: Page): Promise<Meter> {
  const session = await page.context().newCDPSession(page);
  const [arrived, underway] = [[] as Cost[], new Set<string>()];
  await session.send('Network.enable');
  listen(session, arrived, underway);
  return {
    take: () => arrived.splice(0),
    quiet: async () => {
      await page.waitForLoadState('load');
      await fetchIcon(page);
      await haveTurn(page);
      // What arrives may ask for more.
      while (underway.size > 0) await haveTurn(page);
    },
    forget: async () => {
      await session.send('Network.clearBrowserCache');
    },
  };
}

export const bytesOf = (costs: readonly Cost[]): number => costs.reduce((sum, { bytes }) => sum + bytes, 0);

export const scriptsOf = (costs: readonly Cost[]): readonly Cost[] => costs.filter(({ type }) => type === 'Script');

/** Lines that say what is over the budget; none: all is well. */
export function overBudget(budget: Budget, costs: readonly Cost[]): string[] {
  const faults: string[] = [];
  const check = (what: string, value: number, most: number) => {
    if (value > most) faults.push(`${what}: ${value}, at most ${most}\n${costs.map(line).join('\n')}`);
  };
  check('bytes', bytesOf(costs), budget.bytes);
  check('bytes of scripts', bytesOf(scriptsOf(costs)), budget.script);
  check('requests', costs.length, budget.requests);
  return faults;
}

const line = ({ url, type, bytes, encoding }: Cost) => `  ${type} ${url} ${bytes} B ${encoding}`;
