/** What happened, for every page that tells it. One sentence for each action: `<module>.action.<verb>` in the catalogs. */
import type { Ui } from '#platform/http/ui.ts';
import type { MessageValues } from '#platform/i18n/translate.ts';
import type { Action, DetailsOf, Subject } from '#platform/scope.ts';

export type Details = Readonly<Record<string, unknown>>;

/** A row of the audit trail. */
export interface HistoryRow {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly actorKind: string;
  readonly actorName: string;
  readonly subject: Subject | null;
  readonly clientId: string | null;
  readonly details: Details;
}

/** The same in words. */
export interface HistoryItem {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly sentence: string;
  readonly subject: Subject | null;
  /** What the subject is called now, or was then. */
  readonly name: string;
  /** Page of the subject. */
  readonly href: string | null;
  /** The client concerned, where the subject is not that client. */
  readonly clientName: string | null;
}

/** Values of a sentence besides `actor` and `name`. Rows of former versions may hold less than the type says. */
export type Wording = (ui: Ui, details: Details) => MessageValues;

type PartialOf<T> = T extends unknown ? { readonly [K in AllKeys<T>]?: K extends keyof T ? T[K] : undefined } : never;
type AllKeys<T> = T extends unknown ? keyof T : never;

export type Wordings = { readonly [A in Action]?: (ui: Ui, details: PartialOf<DetailsOf<A>>) => MessageValues };

type Repeatable = Pick<HistoryRow, 'action' | 'actorName' | 'subject'>;

/** Of several edits in a row by one person the last is enough. Rows are latest first. */
export function foldEdits<Row extends Repeatable>(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row, index) => !isRepeated(row, rows[index - 1]));
}

function isRepeated({ action, actorName, subject }: Repeatable, later: Repeatable | undefined): boolean {
  return (
    action.endsWith('.update') &&
    later?.action === action &&
    later.actorName === actorName &&
    later.subject?.id === subject?.id
  );
}
