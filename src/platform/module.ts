/** The index card of a module: what it puts into the product. `src/modules.ts` lists them. */
import type { Hono } from 'hono';
import type { BatchName, StoreBatch } from '#platform/batches/batches.ts';
import type { BillableKind } from '#platform/contributions/billables.ts';
import type { Command } from '#platform/contributions/contribution.ts';
import type {
  MachineRoutes,
  PolicyAdditions,
  PortalParts,
  Section,
  SelectionAction,
  SettingsCard,
  SubjectDefinition,
} from '#platform/contributions/contributions.ts';
import type { SearchKind } from '#platform/contributions/search-kind.ts';
import type { TodayContribution } from '#platform/contributions/today.ts';
import type { Wordings } from '#platform/history/model.ts';
import type { Authenticator, Env, MainAuthenticator } from '#platform/http/env.ts';
import type { NavItem } from '#platform/http/ui.ts';
import type { JobDefinition, ScheduleEntry } from '#platform/jobs/define-job.ts';
import type { FactPayload } from '#platform/jobs/facts.ts';
import type { MailPolicy } from '#platform/mail/mailer.ts';
import type { Action, Jobs, Permission, Scope, SubjectKind, Topic } from '#platform/scope.ts';

export interface Module {
  /** Folder in src/ and views/, first word of every permission, action, job and message key. */
  readonly name: string;
  /** Route tables by the path under which they are mounted at a studio's host. */
  readonly routes?: Readonly<Record<string, Hono<Env>>>;
  /** Route tables of the main host (sign-up, product pages). */
  readonly mainRoutes?: Readonly<Record<string, Hono<Env>>>;
  /** Who is asking, for every path below the key; the longest key wins. */
  readonly authenticate?: Readonly<Record<string, Authenticator>>;
  /** Who is asking on the main host; one module knows. */
  readonly authenticateMain?: MainAuthenticator;
  readonly jobs?: { readonly [J in keyof Jobs & string]?: JobDefinition<Jobs[J]> };
  readonly schedule?: readonly ScheduleEntry[];
  /** What this module does once an action is committed, its own or another module's, as a job of its own; `*` hears all. */
  readonly on?: { readonly [A in Action | '*']?: JobDefinition<FactPayload> };
  /** Facts that pages leave behind, and how they are stored together in the control database. */
  readonly batches?: { readonly [B in BatchName]?: StoreBatch };
  /** What pages can follow while others work, and who may: see `platform/live`. */
  readonly topics?: { readonly [T in Topic]?: Permission };
  /** Which topics an action of this module changes; most belong to other modules. */
  readonly live?: { readonly [A in Action]?: readonly Topic[] };
  readonly nav?: readonly NavItem[];
  /** Parts of the pages of other modules' things. */
  readonly sections?: readonly Section[];
  /** What it does with the ticked rows of other modules' lists. */
  readonly selections?: readonly SelectionAction[];
  /** The kinds of things that this module owns, as everybody names and links them. */
  readonly subjects?: { readonly [K in SubjectKind]?: SubjectDefinition };
  /** What the sentences of this module's actions need besides who and what: values from the details of the audit row. */
  readonly wordings?: Wordings;
  /** Actions of this module worth telling on Today. */
  readonly news?: readonly Action[];
  /** Lines of the settings page. */
  readonly settings?: readonly SettingsCard[];
  /** Links and cards of the client's portal. */
  readonly portal?: PortalParts;
  /** What this module says of the addresses to which the studio's mail leaves. */
  readonly mail?: MailPolicy;
  /** What Today shows of this module. */
  readonly today?: TodayContribution;
  /** What the palette offers to begin. */
  readonly commands?: readonly Command[];
  /** The kinds of this module's things that the search finds. */
  readonly search?: readonly SearchKind[];
  /** What of this module's things can be put on an invoice. */
  readonly billables?: readonly BillableKind[];
  /** Routes whose bodies carry files, as patterns such as `/rooms/:id/photos`, with the most bytes of such a body. */
  readonly uploads?: Readonly<Record<string, number>>;
  /** What routes load besides the product's own, by route pattern: the only way to widen the policy. */
  readonly csp?: Readonly<Record<string, PolicyAdditions>>;
  /** Routes that no browser calls: see `platform/http/machine.ts`. */
  readonly machine?: readonly MachineRoutes[];
  /** Writes what every new studio begins with; safe to repeat. Called in the order of `src/modules.ts`. */
  readonly onProvision?: (scope: Scope) => Promise<void>;
  /** Fills a demo studio as its owner, and as the system what only it may do; called in the order of `src/modules.ts`. */
  readonly seed?: (scope: Scope, system: Scope) => Promise<void>;
}

export function defineModule(module: Module): Module {
  return module;
}
