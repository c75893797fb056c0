/** From the modules' cards to what hosts ask for; wrong cards stop the start. */
import type { Contributions, Section, SubjectDefinition } from '#platform/contributions/contributions.ts';
import type { Wording } from '#platform/history/model.ts';
import { policyFinder } from '#platform/http/content-policy.ts';
import { machineFinder } from '#platform/http/machine.ts';
import { gatherTopics } from '#platform/live/gather-topics.ts';
import type { Module } from '#platform/module.ts';

const byRank = (a: { readonly rank: number }, b: { readonly rank: number }) => a.rank - b.rank;

function all<T extends { readonly rank: number }>(
  modules: readonly Module[],
  pick: (module: Module) => readonly T[] | undefined,
): readonly T[] {
  return modules.flatMap((module) => pick(module) ?? []).sort(byRank);
}

/** @throws when two modules define one kind of subject, or two sections, kinds of search or first steps have one name */
export function gatherContributions(modules: readonly Module[]): Contributions {
  const sections = all(modules, ({ sections }) => sections);
  const sectionsByKind = new Map<string, Section[]>();
  const names = new Set<string>();
  for (const section of sections) {
    if (names.has(section.name)) throw new Error(`section ${section.name} is defined twice`);
    names.add(section.name);
    sectionsByKind.set(section.on, [...(sectionsByKind.get(section.on) ?? []), section]);
  }
  const searchKinds = all(modules, ({ search }) => search);
  for (const [index, { name }] of searchKinds.entries())
    if (searchKinds.findIndex((kind) => kind.name === name) !== index)
      throw new Error(`search ${name} is defined twice`);
  return {
    nav: all(modules, ({ nav }) => nav),
    topics: gatherTopics(modules),
    commands: all(modules, ({ commands }) => commands),
    searchKinds,
    subjects: gatherSubjects(modules),
    settings: all(modules, ({ settings }) => settings),
    sectionsOn: (kind) => sectionsByKind.get(kind) ?? [],
    selections: all(modules, ({ selections }) => selections),
    wordings: new Map(modules.flatMap(({ wordings }) => Object.entries({ ...wordings }) as [string, Wording][])),
    news: modules.flatMap(({ news }) => news ?? []),
    portalNav: all(modules, ({ portal }) => portal?.nav),
    portalCards: all(modules, ({ portal }) => portal?.cards),
    policyFor: policyFinder(modules.flatMap(({ csp }) => Object.entries(csp ?? {}))),
    machineFor: machineFinder(modules.flatMap(({ machine }) => machine ?? [])),
    billables: all(modules, ({ billables }) => billables),
    today: gatherToday(modules),
  };
}

function gatherSubjects(modules: readonly Module[]): ReadonlyMap<string, SubjectDefinition> {
  const subjects = new Map<string, SubjectDefinition>();
  for (const module of modules)
    for (const [kind, definition] of Object.entries<SubjectDefinition>({ ...module.subjects })) {
      if (subjects.has(kind)) throw new Error(`subject ${kind} is defined twice`);
      subjects.set(kind, definition);
    }
  return subjects;
}

function gatherToday(modules: readonly Module[]): Contributions['today'] {
  const steps = all(modules, ({ today }) => today?.steps);
  const twice = steps.find(({ name }, index) => steps.findIndex((other) => other.name === name) < index);
  if (twice) throw new Error(`first step ${twice.name} is defined twice`);
  return {
    buttons: all(modules, ({ today }) => today?.buttons),
    parts: all(modules, ({ today }) => today?.parts),
    steps,
  };
}
