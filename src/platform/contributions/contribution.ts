/** What every kind of contribution builds on. */
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Permission } from '#platform/scope.ts';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'live' | 'neutral';

export interface Contribution {
  /** Lower comes first. */
  readonly rank: number;
  /** Who sees it. */
  readonly permission: Permission;
}

/** Something that the palette offers to begin. */
export interface Command extends Contribution {
  readonly label: MessageKey;
  /** Other words for the same thing. */
  readonly words: MessageKey;
  readonly href: string;
  readonly icon: string;
}

/** A number that matters, in the head of a page. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly tone?: 'ok' | 'warn' | 'bad' | undefined;
}
