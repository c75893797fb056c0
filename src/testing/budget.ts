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
  /** As on a first visit. */
  forget(): Promise<void>;
}

interface Seen {
  url: string;
  type: string;
  cached: boolean;
  encoding: string;
}

function listen(session: CDPSession, arrived: Cost[]): void {
  const seen = new Map<string, Seen>();
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (request.url.startsWith('http'))
      seen.set(requestId, { url: request.url, type: type ?? 'Other', cached: false, encoding: '' });
  });
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
    if (entry && !entry.cached) arrived.push({ ...entry, bytes: encodedDataLength });
  });
}

export async function meter(page: Page): Promise<Meter> {
  const session = await page.context().newCDPSession(page);
  const arrived: Cost[] = [];
  await session.send('Network.enable');
  listen(session, arrived);
  return {
    take: () => arrived.splice(0),
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
