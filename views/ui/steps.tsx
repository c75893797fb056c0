export type StepState = 'done' | 'now' | 'todo' | 'failed';

export interface Step {
  readonly label: string;
  readonly state: StepState;
  /** The state in words, read out. */
  readonly stateLabel: string;
  readonly detail?: string | undefined;
}

/** The stages of a work in order, and where it is. */
export function Steps({ items }: { readonly items: readonly Step[] }): JSX.Element {
  return (
    <ol class="steps">
      {items.map(({ label, state, stateLabel, detail }) => (
        <li class={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span>
            <span safe>{label}</span>{' '}
            <span class="hidden" safe>
              {stateLabel}
            </span>
            {detail !== undefined && (
              <small class="quiet" safe>
                {detail}
              </small>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
