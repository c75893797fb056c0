/** How a module makes its things findable: one definition, usually in the module's `search.ts`. */
import { type SQL, sql } from 'drizzle-orm';
import type { Command, Contribution, Tone } from '#platform/contributions/contribution.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { SubjectKind } from '#platform/scope.ts';

/** Parameters of a search. */
export interface SearchParameters {
  /** `text[]`, one to four. */
  readonly words: SQL;
  /** Minor units of the studio's currency when a sum was typed, else null. */
  readonly amount: SQL;
  readonly now: SQL;
}

/**
 * Where things of one kind are looked for, and which of them come first.
 *
 * All of it may use tables of the module and of those above, and the functions of migrations 0009 and 0020: `fold(text)`,
 * `search_pattern(text)` and `begin_pattern(text)` (for LIKE), `number_key(text)`, `likeness_needed(word)`, `may_be_mistyped(word)`.
 */
export interface SearchPlan {
  /** Tables with the aliases that `id`, `order` and `row` use. */
  readonly from: SQL;
  /** The thing's id. */
  readonly id: SQL;
  /**
   * Set of ids that fit all words. `select id from x where not exists (select from unnest(words) word where fold(name) not like
   * search_pattern(word))` is enough for small tables. Large ones want a function of the module's migration that stops at 501 of
   * them, as `clients_found` does, and tolerates typing errors.
   */
  found(parameters: SearchParameters): SQL;
  /**
   * The best first, over the aliases and one row named `asked`, which is about the text as a whole: `q` (folded), `pattern` (of LIKE),
   * `key` and `key_pattern` (the same as a document's number), `counter` (without leading zeros), `amount`, `now`.
   */
  readonly order: SQL;
  /** JSON of what is shown of one; see `milliseconds` for instants. Money travels as text. */
  readonly row: SQL;
}

/** One thing that was found, in words. */
export interface SearchHit {
  /** Of its element, unique on a page with other kinds. */
  readonly id: string;
  readonly label: string;
  readonly href: string;
  /** Name in the icon sprite. */
  readonly icon: string;
  /** What tells it from others of the same name. */
  readonly detail: string;
  /** The same where there is little room. */
  readonly brief: string;
  readonly state: { readonly label: string; readonly tone: Tone } | null;
  /** Shown under `column`. */
  readonly end?: string;
}

export interface SearchKindDefinition<Row> extends Contribution {
  /** In the address, `?kind=clients`. */
  readonly name: string;
  /** As the audit trail calls such a thing: it knows what was touched last. */
  readonly subject: SubjectKind;
  readonly label: MessageKey;
  /** Title of those that were touched last. */
  readonly recent: MessageKey;
  /** A sentence for those who found nothing: what else such a thing is known by. */
  readonly hint?: MessageKey;
  /** Offered to those who found nothing. */
  readonly create?: Command;
  /** Title of the last column, a day or a sum, where there is one. */
  readonly column?: MessageKey;
  readonly plan: SearchPlan;
  /** @param row what `plan.row` made, parsed */
  present(ui: Ui, row: Row): SearchHit;
}

export type SearchKind = SearchKindDefinition<unknown>;

/** The row's type is the module's word for what its SQL makes. */
export function defineSearchKind<Row>(kind: SearchKindDefinition<Row>): SearchKind {
  return kind as SearchKind;
}

/** An instant as JSON has it: a number for `new Date`. */
export const milliseconds = (instant: SQL): SQL => sql`(extract(epoch from ${instant}) * 1000)::bigint`;
