/** What modules put on Today, the first page of a studio: figures, tasks, cards, and their steps of the guide. */
import type { SQL } from 'drizzle-orm';
import type { PartContext } from '#platform/contributions/billables.ts';
import type { Contribution, Figure } from '#platform/contributions/contribution.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Scope } from '#platform/scope.ts';

export interface TodayContribution {
  readonly buttons?: readonly TodayButton[];
  readonly parts?: readonly TodayPart[];
  readonly steps?: readonly FirstStep[];
}

/** In the head of the page: what one comes to begin. */
export interface TodayButton extends Contribution {
  readonly label: MessageKey;
  readonly href: string;
  readonly icon: string;
  /** The usual one; it is highlighted while there is no guide. */
  readonly isMain?: boolean;
}

/** One thing to do: at once by a form, or where the link leads. */
export type TaskAction = { readonly label: string } & (
  | { readonly href: string; readonly post?: undefined }
  | { readonly post: string; readonly fields?: Readonly<Record<string, string>> | undefined }
);

export interface Task {
  /** The element's id. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly href: string;
  readonly action: TaskAction;
}

/** Tasks of one kind that are shown; the others are a number and a link. */
export const MOST_TASKS = 3;

export interface TaskGroup {
  /** Lower is more urgent; the groups of all modules form one list. */
  readonly rank: number;
  readonly tasks: readonly Task[];
  /** Those that are not shown included. */
  readonly total: number;
  /** The link to the others, worded for how many there are. */
  readonly more: { readonly label: MessageKey; readonly href: string };
}

/** Each shown in its place; all of them are made from what `load` returned. */
export interface TodayParts {
  readonly figures?: readonly Figure[];
  readonly tasks?: readonly TaskGroup[];
  /** Card above the tasks. */
  readonly main?: JSX.Element | undefined;
  /** Card beside them. */
  readonly side?: JSX.Element | undefined;
}

/** What one module shows: loaded beside the others, one query each; one that fails shows itself as failed. */
export interface TodayPartDefinition<Data> extends Contribution {
  /** `module.noun`: the name in the log. */
  readonly name: string;
  /** Shown where the part cannot be loaded. */
  readonly title: MessageKey;
  load(scope: Scope, context: PartContext): Promise<Data>;
  view(props: { readonly ui: Ui; readonly data: Data }): TodayParts;
}

export type TodayPart = TodayPartDefinition<unknown>;

/** Keeps what `load` returns and what `view` takes the same type. */
export function defineTodayPart<Data>(part: TodayPartDefinition<Data>): TodayPart {
  return part as TodayPart;
}

/** A step of a new studio's way to its first paid invoice. Every reader sees it; its actions depend on what they may do. */
export interface FirstStepDefinition<Facts> {
  /** `module.noun`, unique. */
  readonly name: string;
  readonly rank: number;
  readonly title: MessageKey;
  readonly text: MessageKey;
  /** One JSON value without parameters: the facts of all steps are asked for in one statement. */
  readonly facts: SQL;
  /** Until it is done there is nothing to show but the guide. */
  readonly isPrerequisite?: boolean;
  isDone(facts: Facts): boolean;
  /** The studio needs no guide any more, whatever the other steps say. */
  endsGuide?(facts: Facts): boolean;
  /** The usual one first; none where it is another role's business, or where something else must come before. */
  actions(ui: Ui, facts: Facts): readonly TaskAction[];
}

export type FirstStep = FirstStepDefinition<unknown>;

/** Keeps what `facts` yields and what the functions take the same type. */
export function defineFirstStep<Facts>(step: FirstStepDefinition<Facts>): FirstStep {
  return step as FirstStep;
}
