/** A studio in the middle of its life: what the modules' seeds make, for tests that want pages with something on them. */
import { modules } from '#modules.ts';
import { asSystem } from '#platform/platform.ts';
import type { TestStudio } from '#testing/studio.ts';

/** Identity's seed brings members, and a test's studio has its own. */
const LEFT_OUT = new Set(['identity']);

export async function seedStudio({ installation, studio, jobsDone }: TestStudio): Promise<void> {
  for (const { name, seed } of modules) {
    if (seed && !LEFT_OUT.has(name))
      await asSystem(installation.platform, studio.id, 'seed', (scope) => seed(scope, scope));
    await jobsDone();
  }
}
