import type { Guide, GuideStep } from '#dashboard/steps/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ActionButton } from '#views/ui/action-button.tsx';
import { Card } from '#views/ui/card.tsx';

/** From an empty studio to a paid invoice. Steps that are done are ticked; the next one is highlighted. */
export function TodaySteps({ ui, guide }: { readonly ui: Ui; readonly guide: Guide }): JSX.Element {
  const { steps, done } = guide;
  const note = ui.t('dashboard.steps.count', { done, total: steps.length });
  return (
    <Card id="steps" title={ui.t('dashboard.steps')} note={note}>
      <ol class="first-steps">
        {steps.map((step) => (
          <Step ui={ui} step={step} />
        ))}
      </ol>
    </Card>
  );
}

interface Props {
  readonly ui: Ui;
  readonly step: GuideStep;
}

const STATES = { done: 'dashboard.steps.done', now: 'dashboard.steps.now', todo: 'dashboard.steps.todo' } as const;

function Step({ ui, step }: Props): JSX.Element {
  const { state } = step;
  const { title, text } = step.step;
  return (
    <li class={state} aria-current={state === 'now' ? 'step' : undefined}>
      <div>
        <p class="what">
          <span safe>{ui.t(title)}</span>{' '}
          <span class="hidden" safe>
            {ui.t(STATES[state])}
          </span>
        </p>
        {state !== 'done' && (
          <p class="quiet small" safe>
            {ui.t(text)}
          </p>
        )}
      </div>
      {state !== 'done' && <Actions ui={ui} step={step} />}
    </li>
  );
}

function Actions({ ui, step: { step, facts, state } }: Props): JSX.Element {
  const isNow = state === 'now';
  const actions = step.actions(ui, facts);
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
        <ActionButton ui={ui} action={action} variant={isNow ? (index === 0 ? 'main' : undefined) : 'plain'} />
      ))}
    </div>
  );
}
