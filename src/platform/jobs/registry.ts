/** All jobs, subscriptions and schedules of all modules, checked once at start. */
import type { JobDefinition, ScheduleEntry } from '#platform/jobs/define-job.ts';
import type { Module } from '#platform/module.ts';

export interface Registry {
  readonly definitions: ReadonlyMap<string, JobDefinition<unknown>>;
  /** Names of the jobs that a committed action becomes, one for each module that listens to it or to all: `<module>.on.<action>`. */
  subscribers(action: string): readonly string[];
  readonly schedule: readonly ScheduleEntry[];
}

/** @throws when a job does not begin with its module's name, is defined twice, or is scheduled without being defined */
export function createRegistry(modules: readonly Module[]): Registry {
  const definitions = new Map<string, JobDefinition<unknown>>();
  const subscribers = new Map<string, string[]>();
  const define = (name: string, definition: unknown) => {
    if (definitions.has(name)) throw new Error(`job ${name} is defined twice`);
    definitions.set(name, definition as JobDefinition<unknown>);
  };
  for (const module of modules) {
    for (const [name, definition] of Object.entries(module.jobs ?? {})) {
      if (!name.startsWith(`${module.name}.`)) throw new Error(`job ${name} is not the module ${module.name}’s`);
      define(name, definition);
    }
    for (const [action, definition] of Object.entries(module.on ?? {})) {
      const name = `${module.name}.on.${action}`;
      define(name, definition);
      subscribers.set(action, [...(subscribers.get(action) ?? []), name]);
    }
  }
  const schedule = modules.flatMap((module) => module.schedule ?? []);
  for (const { job, cron, host } of schedule) {
    if (!definitions.has(job)) throw new Error(`job ${job} is scheduled but not defined`);
    if (host === 'main' && !definitions.get(job)?.runOnMain) throw new Error(`job ${job} cannot run on the main host`);
    if (!/^(\S+ ){4}\S+$/.test(cron)) throw new Error(`job ${job} is scheduled at “${cron}”: five fields are needed`);
  }
  const toAll = subscribers.get('*') ?? [];
  return { definitions, schedule, subscribers: (action) => [...(subscribers.get(action) ?? []), ...toAll] };
}
