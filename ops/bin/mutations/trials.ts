/**
 * Runs single tests in a copy of the checkout whose files change in between. One runner and one PostgreSQL server serve all
 * trials, so that what did not change is transformed once.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest, type TestModule } from 'vitest/node';
import { type Mutation, mutate } from './mutation.ts';

export type Verdict = 'passed' | 'failed' | 'not run';

export interface Trials {
  /** Of each test while nothing is mutated, in the order of the mutations. */
  controls(mutations: readonly Mutation[]): Promise<readonly Verdict[]>;
  run(mutation: Mutation): Promise<Verdict>;
  close(): Promise<void>;
}

/** For one test, with what its file prepares. */
const DEADLINE_MS = 150_000;

function verdictOf(modules: readonly TestModule[], root: string, { file, title }: Mutation['test']): Verdict {
  const module = modules.find(({ moduleId }) => moduleId === join(root, file));
  const tests = module ? [...module.children.allTests()] : [];
  const states = tests.filter(({ fullName }) => fullName.includes(title)).map((test) => test.result().state);
  if (states.includes('failed')) return 'failed';
  return states.includes('passed') ? 'passed' : 'not run';
}

async function inTime<T>(work: Promise<T>, tests: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no verdict in time')), tests * DEADLINE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function openRunner(root: string) {
  return createVitest('test', {
    root,
    config: false,
    watch: false,
    pool: 'forks',
    maxWorkers: 1,
    // A worker of its own each time: what an earlier one has loaded is of another mutation.
    isolate: true,
    env: { NODE_ENV: 'test' },
    include: ['{src,ops}/**/*.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    setupFiles: ['src/testing/file-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: [{}],
  });
}

/** @param root a copy of the checkout */
export async function openTrials(root: string): Promise<Trials> {
  const vitest = await openRunner(root);
  async function tryTests(tests: readonly Mutation['test'][]): Promise<readonly Verdict[]> {
    const files = new Set(tests.map(({ file }) => join(root, file)));
    const specifications = await vitest.globTestSpecifications([...files]);
    vitest.setGlobalTestNamePattern(new RegExp(tests.map(({ title }) => literally(title)).join('|')));
    const { testModules } = await inTime(vitest.runTestSpecifications(specifications), tests.length);
    return tests.map((test) => verdictOf(testModules, root, test));
  }
  const save = (file: string, text: string) => {
    writeFileSync(join(root, file), text);
    vitest.invalidateFile(join(root, file));
  };
  return {
    controls: (mutations) => tryTests(mutations.map(({ test }) => test)),
    async run(mutation) {
      const whole = readFileSync(join(root, mutation.file), 'utf8');
      save(mutation.file, mutate(whole, mutation));
      try {
        const [verdict = 'not run'] = await tryTests([mutation.test]);
        return verdict;
      } finally {
        save(mutation.file, whole);
      }
    },
    close: () => vitest.close(),
  };
}
