/** The way of a new studio from nothing to its first paid invoice. Pure. */
import type { FirstStep } from '#platform/contributions/today.ts';
import type { Ui } from '#platform/http/ui.ts';

/** What each step knows of the studio, by the step's name. */
export type StepFacts = Readonly<Record<string, unknown>>;

export interface GuideStep {
  readonly step: FirstStep;
  readonly facts: unknown;
  readonly state: 'done' | 'now' | 'todo';
}

export interface Guide {
  readonly steps: readonly GuideStep[];
  readonly done: number;
  /** There is nothing to show besides it. */
  readonly isAlone: boolean;
}

/** Null once the studio has found its way. The first step that is not done is the one to take now. */
export function guideOf(steps: readonly FirstStep[], facts: StepFacts): Guide | null {
  if (steps.some((step) => step.endsGuide?.(facts[step.name]))) return null;
  const isDone = (step: FirstStep) => step.isDone(facts[step.name]);
  const current = steps.find((step) => !isDone(step));
  if (!current) return null;
  return {
    steps: steps.map((step) => ({
      step,
      facts: facts[step.name],
      state: isDone(step) ? 'done' : step === current ? 'now' : 'todo',
    })),
    done: steps.filter(isDone).length,
    isAlone: steps.some((step) => step.isPrerequisite && !isDone(step)),
  };
}

/** Address of the step to take now; null where it needs a form of its own, another role, or nothing is left to do. */
export function nextStepOf(ui: Ui, guide: Guide | null): string | null {
  const now = guide?.steps.find(({ state }) => state === 'now');
  const [action] = now?.step.actions(ui, now.facts) ?? [];
  return action && 'href' in action ? (action.href ?? null) : null;
}
