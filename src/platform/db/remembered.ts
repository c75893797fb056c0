/**
 * What pages would ask of the control database each time, such as who is signed in: kept in memory for a minute at most, and
 * dropped as soon as the database announces a change. While nothing can be heard nothing is remembered.
 */
import type { Listening } from '#platform/db/listen.ts';

const LONGEST_MS = 60_000;
const MOST_ENTRIES = 20_000;

export interface Memorable {
  /** Whose id an announcement carries when this is no longer true. */
  readonly about: string;
  /** From then on it is not true either way. */
  readonly until: Date;
}

export interface Remembered {
  /**
   * @param load asks the database; null is never kept
   * @param now of the request, by which lifetimes are reckoned
   */
  recall<T extends Memorable>(key: string, now: Date, load: () => Promise<T | null>): Promise<T | null>;
  /** In this process, whose own writes count before they are announced. */
  forgetAll(): void;
}

interface Entry {
  readonly value: Memorable;
  readonly from: number;
  readonly until: number;
}

/** @param listening to the server that is read, or what is announced may not be there to be read yet */
export async function createRemembered(listening: Listening, channel: string): Promise<Remembered> {
  const entries = new Map<string, Entry>();
  let isHearing = false;
  /** Counts what was heard, so that an answer that was on its way meanwhile is not kept. */
  let heard = 0;
  const forgetAll = () => {
    heard += 1;
    entries.clear();
  };
  await listening.on(channel, {
    onMessage(about) {
      heard += 1;
      for (const [key, { value }] of entries) if (value.about === about) entries.delete(key);
    },
    onOpen() {
      isHearing = true;
      forgetAll();
    },
    onLost() {
      isHearing = false;
      forgetAll();
    },
  });
  return {
    async recall<T extends Memorable>(key: string, now: Date, load: () => Promise<T | null>): Promise<T | null> {
      if (!isHearing) return load();
      const [time, known] = [now.getTime(), entries.get(key)];
      if (known && known.from <= time && time < known.until) return known.value as T;
      const before = heard;
      const value = await load();
      if (!value || heard !== before) return value;
      if (entries.size >= MOST_ENTRIES) entries.clear();
      entries.set(key, { value, from: time, until: Math.min(time + LONGEST_MS, value.until.getTime()) });
      return value;
    },
    forgetAll,
  };
}
