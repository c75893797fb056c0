/**
 * One studio's thousand jobs must not delay another studio's one: what a studio adds beyond its share gets a lower
 * priority, the lower the more there is. It is an estimate of each process for itself, and needs no agreement.
 */
const SHARE = 20;
const REGAINED_PER_SECOND = 5;
const LOWEST = 1_000;

/** @returns 0 (first) to 1000 (last) for the studio's next job */
export type FairShare = (studioId: string) => number;

export function createFairShare(now: () => number = Date.now): FairShare {
  const studios = new Map<string, { used: number; at: number }>();
  return (studioId) => {
    const at = now();
    const before = studios.get(studioId) ?? { used: 0, at };
    const used = Math.max(0, before.used - ((at - before.at) / 1_000) * REGAINED_PER_SECOND);
    studios.set(studioId, { used: used + 1, at });
    return Math.min(LOWEST, Math.floor(used / SHARE));
  };
}
