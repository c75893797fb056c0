/** Counts and sums stop: to say exactly how much there is, everything would have to be read. */
import type { Formatter } from '#platform/format/formatter.ts';

/** Of what was found, and of what is to be done. */
export const MOST_COUNTED = 500;
/** Rows of a list whose amounts are added up. */
export const MOST_SUMMED = 2_000;

type Counted = {
  /** Chooses the form of a plural. */
  readonly count: number;
  /** What is read: "500+" where counting stopped. */
  readonly shown: string;
};

export function counted(format: Pick<Formatter, 'number'>, count: number, most = MOST_COUNTED): Counted {
  return { count, shown: count > most ? `${format.number(most)}+` : format.number(count) };
}
