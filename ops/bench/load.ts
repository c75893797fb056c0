/** Load from this machine on this machine: bounded in count and time, and over by itself. */
import autocannon, { type Request } from 'autocannon';
import type { BenchStudio } from './rig.ts';

export interface LoadResult {
  readonly perSecond: number;
  readonly total: number;
  /** Of an answer, headers and all, on average. */
  readonly bytes: number;
  readonly p50: number;
  readonly p99: number;
  /** Anything that was not a page: other statuses, broken connections, no answer in time. */
  readonly faults: number;
}

interface LoadOptions {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  /** Called for every request. */
  pick?(): BenchStudio;
  /** Accept-Encoding; without it answers come as they are. */
  readonly encoding?: string | null;
}

export async function load({ port, path, connections, seconds, pick, encoding }: LoadOptions): Promise<LoadResult> {
  const setupRequest = (request: Request) => {
    const studio = pick?.();
    if (!studio) return request;
    const { host, cookie } = studio;
    const accepted = encoding ? { 'accept-encoding': encoding } : {};
    return { ...request, path, headers: { ...request.headers, host, cookie, ...accepted } };
  };
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections,
    duration: seconds,
    requests: [{ method: 'GET', path, ...(pick ? { setupRequest } : {}) }],
  });
  return {
    perSecond: result['2xx'] / result.duration,
    total: result['2xx'],
    bytes: result.throughput.total / result['2xx'],
    p50: result.latency.p50,
    p99: result.latency.p99,
    faults: result.errors + result.timeouts + result.non2xx,
  };
}

/** Draws from `items` as people draw from studios: the n-th is asked for in proportion to 1/n. */
export function zipf<T>(items: readonly T[], random: () => number = Math.random): () => T {
  const weights = items.map((_, index) => 1 / (index + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const bounds = weights.map((weight) => {
    sum += weight;
    return sum / total;
  });
  return () => {
    const at = random();
    let [low, high] = [0, bounds.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bounds[middle] ?? 1) < at) low = middle + 1;
      else high = middle;
    }
    return items[low] as T;
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
