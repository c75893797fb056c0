/** What can be billed, from anywhere: a module offers it, invoicing asks all modules and knows none, and each is billed once. */
import type { SQL } from 'drizzle-orm';
import type { Contribution } from '#platform/contributions/contribution.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Money } from '#platform/format/money.ts';
import type { LocalDay } from '#platform/format/zoned.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Locale, Scope, SubjectKind } from '#platform/scope.ts';

/** Where a line of an invoice comes from. */
export interface Source {
  readonly kind: SubjectKind;
  readonly id: string;
}

export interface BillableLine {
  readonly description: string;
  readonly detail: string;
  readonly unit: 'hour' | 'half-day' | 'day' | 'piece' | 'flat';
  /** A decimal number: "1", "2.25". */
  readonly quantity: string;
  readonly unitPrice: Money;
  /** Basis points. */
  readonly vatRate: number;
}

/** One thing that can be billed, in the language that was asked for. */
export interface Billable {
  readonly source: Source;
  readonly client: { readonly id: Id<'client'>; readonly name: string } | null;
  readonly title: string;
  readonly href: string;
  /** Where its client is set, for one without. */
  readonly editHref: string;
  /** Where and when. */
  readonly detail: string;
  /** At least one. */
  readonly lines: readonly BillableLine[];
  /** Before VAT. */
  readonly net: Money;
  /** When it was supplied. */
  readonly from: LocalDay;
  readonly to: LocalDay;
  /** It is over, and not only planned. */
  readonly isDone: boolean;
  /** Last time that what it costs may have changed. */
  readonly changedAt: Date | null;
}

export interface BillablesAsked {
  /** Of one client, however old; or everybody's since then. */
  readonly of: { readonly clientId: Id<'client'> } | { readonly since: Date };
  readonly most: number;
  readonly locale: Locale;
  /** True for the ids of things that are on an invoice already. The same function each time: statements are built once for it. */
  readonly isBilled: (id: SQL) => SQL;
}

/** One kind of thing that can be billed; the permission is the one to see what such things cost. */
export interface BillableKind extends Contribution {
  readonly kind: SubjectKind;
  /** Where the others are, worded for how many they are. */
  readonly more: { readonly label: MessageKey; readonly href: string };
  /** What is done and to be billed, the latest first, with how many there are in all, counted to a hundred at most. */
  list(scope: Scope, asked: BillablesAsked): Promise<{ readonly total: number; readonly rows: readonly Billable[] }>;
  /** Those of the ids that can be billed, done or planned, billed or not; in the order of their days. */
  find(scope: Scope, ids: readonly string[], locale: Locale): Promise<readonly Billable[]>;
}

/** What a part of a page may ask of other modules, as far as the reader may see it. */
export interface PartContext {
  readonly billables: readonly BillableKind[];
  /** The reader's. */
  readonly locale: Locale;
}
