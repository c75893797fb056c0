/**
 * What modules put on pages that are not theirs (architecture, section 10). A module says it on its card; the page that hosts it
 * asks for all of a kind and knows no module by name. Rank decides the order, permission who sees it.
 */
import type { BillableKind, PartContext } from '#platform/contributions/billables.ts';
import type { Command, Contribution, Figure, Tone } from '#platform/contributions/contribution.ts';
import type { SearchKind } from '#platform/contributions/search-kind.ts';
import type { TodayContribution } from '#platform/contributions/today.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Wording } from '#platform/history/model.ts';
import type { NavItem, PortalLink, Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Topics } from '#platform/live/topics.ts';
import type { Permission, Scope, SubjectKind } from '#platform/scope.ts';

/** One thing as the audit log, a timeline, a search or a notification names it. */
export interface SubjectCard {
  readonly name: string;
  /** Its current status. */
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
  load(scope: Scope, id: string, context: PartContext): Promise<Data>;
  view(props: SectionProps<Data>): SectionParts;
}

export type Section = SectionDefinition<unknown>;

/** Keeps what `load` returns and what `view` takes the same type. */
export function defineSection<Data>(section: SectionDefinition<Data>): Section {
  return section as Section;
}

/** What the ticked rows of a list can be sent to, beside the list's own: a post with their ids as `<kind>Id`, once for each. */
export interface SelectionAction extends Contribution {
  readonly on: SubjectKind;
  readonly label: MessageKey;
  /** Name in the icon sprite. */
  readonly icon: string;
  readonly action: string;
}

/** A part of the portal's home; one that fails shows itself as failed. */
export interface PortalCardDefinition<Data> {
  /** `module.noun`: the name in the log. */
  readonly name: string;
  /** Shown where the card cannot be loaded. */
  readonly title: MessageKey;
  /** Lower comes first. */
  readonly rank: number;
  /** Left out for a person who may not see it. */
  readonly permission?: Permission;
  load(scope: Scope, clientId: Id<'client'>): Promise<Data>;
  view(props: { readonly ui: Ui; readonly data: Data }): JSX.Element;
}

export type PortalCard = PortalCardDefinition<unknown>;

export function definePortalCard<Data>(card: PortalCardDefinition<Data>): PortalCard {
  return card as PortalCard;
}

/** What a module puts into the client's portal; its pages there are ordinary routes, behind `can('portal.read')`. */
export interface PortalParts {
  readonly nav?: readonly PortalLink[];
  readonly cards?: readonly PortalCard[];
}

/** The status of a setting: a quiet line under its title, and what needs attention. */
export interface SettingsStatus {
  readonly detail?: string | undefined;
  readonly chip?: { readonly label: string; readonly tone: Tone } | undefined;
}

/** One line of the settings page. Where `load` fails, the line is shown without its status. */
export interface SettingsDefinition<Data> extends Contribution {
  readonly group: 'studio' | 'people' | 'account';
  readonly title: MessageKey;
  readonly href: string;
  load?(scope: Scope): Promise<Data>;
  status(props: { readonly ui: Ui; readonly data: Data }): SettingsStatus;
}

export type SettingsCard = SettingsDefinition<unknown>;

export function defineSettings<Data>(card: SettingsDefinition<Data>): SettingsCard {
  return card as SettingsCard;
}

/** Routes that no browser calls: see `http/machine.ts`. */
export interface MachineRoutes {
  /** Every path at or below it. */
  readonly prefix: string;
  /** What a request brings instead of a cookie. */
  readonly proof: 'signature' | 'bearer' | 'saml' | 'one-click';
  /** GET includes HEAD; any other method is answered with 405. */
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[];
}

/** What a route may load besides the product's own, by directive of the Content-Security-Policy. */
export type PolicyAdditions = {
  readonly [Directive in
    | 'script-src'
    | 'style-src'
    | 'img-src'
    | 'font-src'
    | 'connect-src'
    | 'media-src'
    | 'frame-src'
    | 'worker-src'
    | 'form-action'
    | 'frame-ancestors']?: readonly string[];
};

/** What hosts ask for, gathered from the cards once at start and sorted by rank. */
export interface Contributions {
  readonly nav: readonly NavItem[];
  readonly topics: Topics;
  readonly commands: readonly Command[];
  readonly searchKinds: readonly SearchKind[];
  readonly subjects: ReadonlyMap<string, SubjectDefinition>;
  readonly settings: readonly SettingsCard[];
  readonly portalNav: readonly PortalLink[];
  readonly portalCards: readonly PortalCard[];
  sectionsOn(kind: SubjectKind): readonly Section[];
  readonly selections: readonly SelectionAction[];
  readonly wordings: ReadonlyMap<string, Wording>;
  /** Actions worth telling on Today. */
  readonly news: readonly string[];
  machineFor(path: string): MachineRoutes | undefined;
  /** Content-Security-Policy of a path. */
  policyFor(path: string): string;
  /** What can be billed. */
  readonly billables: readonly BillableKind[];
  readonly today: Required<TodayContribution>;
}
