import { type Guide, guideOf } from '#dashboard/steps/model.ts';
import { findStepFacts } from '#dashboard/steps/queries.ts';
import type { FirstStep } from '#platform/contributions/today.ts';
import type { Scope } from '#platform/scope.ts';

/** Null once the studio has found its way. */
export async function getGuide({ db }: Scope, steps: readonly FirstStep[]): Promise<Guide | null> {
  return guideOf(steps, await findStepFacts(db, steps));
}
