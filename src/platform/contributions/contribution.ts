/** What every kind of contribution has in common. */
import type { Permission } from '#platform/scope.ts';

export interface Contribution {
  /** Lower comes first. */
  readonly rank: number;
  /** Who sees it. */
  readonly permission: Permission;
}

/** A number that matters, in the head of a page. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly tone?: 'ok' | 'warn' | 'bad' | undefined;
}
