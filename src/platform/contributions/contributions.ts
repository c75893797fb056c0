/**
 * What modules put on pages that are not theirs (architecture, section 10). A module says it on its card; the page that hosts it
 * asks for all of a kind and knows no module by name. Rank decides the order, permission who sees it.
 */
import type { Command, Contribution, Tone } from '#platform/contributions/contribution.ts';
import type { SearchKind } from '#platform/contributions/search-kind.ts';
import type { Wording } from '#platform/history/model.ts';
import type { NavItem, Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Permission, Scope, SubjectKind } from '#platform/scope.ts';

/** One thing as the audit log, a timeline, a search or a notification names it. */
export interface SubjectCard {
  readonly name: string;
  /** Where it stands now. */
  readonly status?: { readonly label: MessageKey; readonly tone: Tone } | undefined;
}

/** The one way to name and link things of one kind. */
export interface SubjectDefinition {
  /** Message key of what such a thing is called: "Invoice". */
  readonly label: MessageKey;
  /** Name in the icon sprite. */
  readonly icon: string;
  /** Who may read such things, their names and what happened to them. */
  readonly permission: Permission;
  /** Page of one of them; null where there is none. */
  path(id: string): string | null;
  /** Those that still exist, by id: one query however many are asked for. */
  describe(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, SubjectCard>>;
}

/** Parts of a section, each shown in its place on the page; all of them are made from what `load` returned. */
export interface SectionParts {
  /** Figures in the head of the page. */
  readonly figures?: readonly Figure[];
  /** Something to know before anything is done. */
  readonly notice?: JSX.Element | undefined;
  /** Buttons beside the page's own. */
  readonly actions?: JSX.Element | undefined;
  /** Cards of the section. */
  readonly body?: JSX.Element | undefined;
}

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly tone?: Extract<Tone, 'ok' | 'warn' | 'bad'> | undefined;
}

export interface SectionProps<Data> {
  readonly ui: Ui;
  readonly id: string;
  readonly data: Data;
}

/** A part of the page of one thing: loaded beside the others, one query each; one that fails shows itself as failed. */
export interface SectionDefinition<Data> extends Contribution {
  readonly on: SubjectKind;
  /** `module.noun`: the element's id and the name in the log. */
  readonly name: string;
  /** Shown where the section cannot be loaded. */
  readonly title: MessageKey;
  /** Beside the page's main column or in it. */
  readonly place: 'main' | 'side';
  load(scope: Scope, id: string): Promise<Data>;
  view(props: SectionProps<Data>): SectionParts;
}

export type Section = SectionDefinition<unknown>;

/** Keeps what `load` returns and what `view` takes the same type. */
export function defineSection<Data>(section: SectionDefinition<Data>): Section {
  return section as Section;
}

/** What hosts ask for, gathered from the cards once at start and sorted by rank. */
export interface Contributions {
  readonly nav: readonly NavItem[];
  readonly commands: readonly Command[];
  readonly searchKinds: readonly SearchKind[];
  readonly subjects: ReadonlyMap<string, SubjectDefinition>;
  sectionsOn(kind: SubjectKind): readonly Section[];
  readonly wordings: ReadonlyMap<string, Wording>;
  /** Actions worth telling on Today. */
  readonly news: readonly string[];
}
