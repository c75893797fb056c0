import type { FirstSteps, StepName } from '#dashboard/steps/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { STEPS, stepActions } from '#views/dashboard/step.ts';
import { TaskAction } from '#views/dashboard/task-action.tsx';
import { Card } from '#views/ui/card.tsx';

interface Props {
  readonly ui: Ui;
  readonly steps: FirstSteps;
}

/** From an empty studio to a paid invoice. Only the next step is explained; those behind are ticked, those ahead wait. */
export function TodaySteps({ ui, steps }: Props): JSX.Element {
  const names = Object.keys(STEPS) as StepName[];
  const note = ui.t('dashboard.steps.count', { done: steps.done.size, total: names.length });
  return (
    <Card id="steps" title={ui.t('dashboard.steps')} note={note}>
      <ol class="first-steps">
        {names.map((name) => (
          <Step ui={ui} name={name} steps={steps} />
        ))}
      </ol>
    </Card>
  );
}

function Step({ ui, name, steps }: Props & { readonly name: StepName }): JSX.Element {
  const { title, text } = STEPS[name];
  const state = steps.done.has(name) ? 'done' : name === steps.current ? 'now' : 'todo';
  const stateText = { done: 'dashboard.steps.done', now: 'dashboard.steps.now', todo: 'dashboard.steps.todo' } as const;
  return (
    <li class={state} aria-current={state === 'now' ? 'step' : undefined}>
      <div>
        <p class="what">
          <span safe>{ui.t(title)}</span>{' '}
          <span class="hidden" safe>
            {ui.t(stateText[state])}
          </span>
        </p>
        {state !== 'done' && (
          <p class="quiet small" safe>
            {ui.t(text)}
          </p>
        )}
      </div>
      {state !== 'done' && <Actions ui={ui} name={name} steps={steps} isNow={state === 'now'} />}
    </li>
  );
}

interface ActionsProps extends Props {
  readonly name: StepName;
  readonly isNow: boolean;
}

function Actions({ ui, name, steps, isNow }: ActionsProps): JSX.Element {
  const actions = stepActions(ui, name, steps);
  if (actions.length === 0)
    return isNow ? (
      <p class="quiet small" safe>
        {ui.t('dashboard.steps.denied')}
      </p>
    ) : (
      ''
    );
  return (
    <div class="row wrap">
      {actions.map((action, index) => (
        <TaskAction ui={ui} action={{ ...action, variant: isNow ? (index === 0 ? 'main' : undefined) : 'plain' }} />
      ))}
    </div>
  );
}
