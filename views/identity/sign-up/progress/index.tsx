import { progressEntryPath, progressEventsPath, progressPath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Steps } from '#views/ui/steps.tsx';

interface Props {
  readonly ui: Ui;
  /** Of the studio. */
  readonly name: string;
  readonly ready: boolean;
  readonly steps: readonly { readonly step: StepName; readonly state: 'done' | 'now' | 'todo' }[];
  readonly studioId: string;
  readonly token: string;
  /** Absolute: the studio's own host. */
  readonly entry: string;
}

type StepName = 'role' | 'database' | 'rights' | 'contents' | 'ready';

const LABELS = {
  role: 'identity.progress.role',
  database: 'identity.progress.database',
  rights: 'identity.progress.rights',
  contents: 'identity.progress.contents',
  ready: 'identity.progress.ready',
} as const satisfies Record<StepName, string>;

const STATES = {
  done: 'identity.progress.done',
  now: 'identity.progress.now',
  todo: 'identity.progress.todo',
} as const;

/** A studio being made, step by step. */
export function SignUpProgress(props: Props): JSX.Element {
  const { ui, ready, studioId, token } = props;
  return (
    <>
      <div
        id="progress"
        class="stack"
        aria-live="polite"
        hx-ext={ready ? undefined : 'sse'}
        sse-connect={ready ? undefined : attr(progressEventsPath(studioId, token))}
        sse-swap={ready ? undefined : 'progress'}
        sse-close={ready ? undefined : 'closed'}
      >
        <ProgressSteps {...props} />
      </div>
      {!ready && <Again ui={ui} href={progressPath(studioId, token)} />}
    </>
  );
}

/** What an event brings: the steps, and the link to the studio once there is one. */
export function ProgressSteps(props: Props): JSX.Element {
  const { ui, name, ready, steps, studioId, token, entry } = props;
  return (
    <>
      <h1 safe>{ui.t(ready ? 'identity.progress.over' : 'identity.progress.heading', { studio: name })}</h1>
      <Steps
        items={steps.map(({ step, state }) => ({ label: ui.t(LABELS[step]), state, stateLabel: ui.t(STATES[state]) }))}
      />
      {ready ? (
        <div class="row wrap">
          <ButtonLink
            ui={ui}
            variant="main"
            label={ui.t('identity.progress.enter')}
            href={entry}
            attrs={{ 'hx-get': progressEntryPath(studioId, token), 'hx-trigger': 'load', 'hx-swap': 'none' }}
          />
        </div>
      ) : (
        <p class="quiet small" safe>
          {ui.t('identity.progress.wait')}
        </p>
      )}
    </>
  );
}

/** Without a script it is looked at again by hand: a page that reloads itself takes the reader's place away (WCAG 2.2.1, F41). */
function Again({ ui, href }: { readonly ui: Ui; readonly href: string }): JSX.Element {
  return (
    <noscript>
      <ButtonLink ui={ui} label={ui.t('identity.progress.refresh')} href={href} />
    </noscript>
  );
}
