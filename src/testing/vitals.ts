/** A slow phone on a slow network, and what its owner would feel. */
import type { Page } from 'playwright-core';

export interface Vitals {
  /** Milliseconds. */
  readonly largestPaint: number;
  /** Milliseconds from input to the next paint, the slowest; 0 without any input. */
  readonly interaction: number;
  readonly shift: number;
}

export interface Network {
  readonly kilobits: number;
  readonly roundTripMs: number;
}

/** design/interface.md, "Budgets": from one to the other. */
export const SLOW: Network = { kilobits: 400, roundTripMs: 150 };
export const FAIR: Network = { kilobits: 1_600, roundTripMs: 150 };
const CPU_SLOWDOWN = 4;

interface Noted {
  largestPaint: number;
  interaction: number;
  shift: number;
}

/** Runs in every document before its own scripts. */
function note(): void {
  const noted: Noted = { largestPaint: 0, interaction: 0, shift: 0 };
  Object.assign(window, { regieVitals: noted });
  const observe = (type: string, take: (entry: PerformanceEntry) => void, options = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
  observe('largest-contentful-paint', ({ startTime }) => {
    noted.largestPaint = startTime;
  });
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) noted.shift += value;
  });
  const byInput = (entry: PerformanceEntry) => {
    noted.interaction = Math.max(noted.interaction, entry.duration);
  };
  observe('event', byInput, { durationThreshold: 16 });
}

/** From now on the page belongs to a slow phone. */
export async function slowDown(page: Page, { kilobits, roundTripMs }: Network): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const throughput = (kilobits * 1_000) / 8;
  await page.addInitScript(note);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}

export function readVitals(page: Page): Promise<Vitals> {
  return page.evaluate(() => (window as unknown as { regieVitals: Noted }).regieVitals);
}
