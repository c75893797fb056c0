/** The index card of a module: what it puts into the product. `src/modules.ts` lists them. */
import type { Hono } from 'hono';
import type { BatchName, StoreBatch } from '#platform/batches/batches.ts';
import type { Command, Section, SubjectDefinition } from '#platform/contributions/contributions.ts';
import type { Authenticator, Env } from '#platform/http/env.ts';
import type { NavItem } from '#platform/http/ui.ts';
import type { JobDefinition, ScheduleEntry } from '#platform/jobs/define-job.ts';
import type { Events, Jobs, Scope, SubjectKind } from '#platform/scope.ts';

export interface Module {
  /** Folder in src/ and views/, first word of every permission, job, event and message key. */
  readonly name: string;
  /** Route tables by the path under which they are mounted at a studio's host. */
  readonly routes?: Readonly<Record<string, Hono<Env>>>;
  /** Route tables of the main host (sign-up, product pages). */
  readonly mainRoutes?: Readonly<Record<string, Hono<Env>>>;
  /** Who is asking, for every path below the key; the longest key wins. */
  readonly authenticate?: Readonly<Record<string, Authenticator>>;
  readonly jobs?: { readonly [J in keyof Jobs & string]?: JobDefinition<Jobs[J]> };
  readonly schedule?: readonly ScheduleEntry[];
  /** Event name → what this module does about it, as a job of its own. */
  readonly on?: { readonly [E in keyof Events & string]?: JobDefinition<Events[E]> };
  /** Facts that pages leave behind, and how they are stored together in the control database. */
  readonly batches?: { readonly [B in BatchName]?: StoreBatch };
  readonly nav?: readonly NavItem[];
  /** Parts of the pages of other modules' things. */
  readonly sections?: readonly Section[];
  /** The kinds of things that this module owns, as everybody names and links them. */
  readonly subjects?: { readonly [K in SubjectKind]?: SubjectDefinition };
  /** What the palette offers to begin. */
  readonly commands?: readonly Command[];
  /** Routes whose bodies carry files, as patterns such as `/rooms/:id/photos`, with the most bytes of such a body. */
  readonly uploads?: Readonly<Record<string, number>>;
  /** Writes what every new studio begins with; safe to repeat. Called in the order of `src/modules.ts`. */
  readonly onProvision?: (scope: Scope) => Promise<void>;
  /** Fills a demo studio through the services; called in the order of `src/modules.ts`. */
  readonly seed?: (scope: Scope) => Promise<void>;
}

export function defineModule(module: Module): Module {
  return module;
}
