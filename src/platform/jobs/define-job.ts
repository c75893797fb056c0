import type { z } from 'zod';
import type { Jobs, MainScope, Scope } from '#platform/scope.ts';

/**
 * One kind of background work. Handlers are shallow: one call into a service, or render a mail and hand it over.
 * A handler may run more than once for the same job (a crash, a stall): what it does outside the database carries `run.key`.
 */
export interface JobDefinition<P> {
  readonly payload: z.ZodType<P>;
  readonly run: (scope: Scope, payload: P, run: JobRun) => Promise<void>;
  /** The same for a job that a write on the main host, or the clock there, has asked for, where there is no studio. */
  readonly runOnMain?: (scope: MainScope, payload: P, run: JobRun) => Promise<void>;
  /** After the last try has failed: says so where people see it. It may run more than once, and what it throws is only logged. */
  readonly giveUp?: (scope: Scope, payload: P) => Promise<void>;
  /** Tries before the job is left as failed, with exponential back-off. Default 5. */
  readonly attempts?: number;
}

export interface JobRun {
  /** The same for every try of one job: the idempotency key of its effect on the outside world. */
  readonly key: string;
  /** Says how far a long job is, 0 to 100. */
  progress(percent: number): Promise<void>;
}

/** A job that every ready studio, and the main host where it has a `runOnMain`, gets at the times of `cron`, read in the studio's own zone… or in UTC where zones do not matter. */
export interface ScheduleEntry {
  readonly job: keyof Jobs & string;
  /** Five fields, UTC. */
  readonly cron: string;
  /** For what lies in the control database alone: no studio gets it. */
  readonly host?: 'main';
}

export function defineJob<P>(definition: JobDefinition<P>): JobDefinition<P> {
  return definition;
}
