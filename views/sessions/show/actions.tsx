import type { Ui } from '#platform/http/ui.ts';
import type { StateChange } from '#sessions/changes/model.ts';
import type { Session } from '#sessions/model.ts';
import { editSession, sessionChange } from '#sessions/paths.ts';
import { Button, type ButtonVariant } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form } from '#views/ui/form.tsx';
import type { IconName } from '#views/ui/icons.ts';

export interface SessionActionsProps {
  readonly ui: Ui;
  readonly session: Session;
  /** What can happen to it now. */
  readonly changes: readonly StateChange[];
}

const STEPS = [
  { change: 'completed', label: 'sessions.complete', icon: 'check', permission: 'sessions.complete' },
  { change: 'started', label: 'sessions.start', icon: 'play', permission: 'sessions.start' },
  { change: 'confirmed', label: 'sessions.confirm', icon: 'check', permission: 'sessions.confirm' },
  { change: 'reinstated', label: 'sessions.reinstate', icon: 'undo', permission: 'sessions.reinstate' },
] as const;

/** The next step is the amber one; the others are next to it. */
export function SessionActions({ ui, session, changes }: SessionActionsProps): JSX.Element {
  const steps = STEPS.filter(({ change, permission }) => changes.includes(change) && ui.can(permission));
  const main = steps.find(({ change }) => isNext(change, session)) ?? steps.at(-1);
  return (
    <>
      {ui.can('sessions.update') && session.status !== 'cancelled' && (
        <ButtonLink ui={ui} label={ui.t('sessions.edit')} href={editSession(session.id)} icon="edit" />
      )}
      {steps.map((step) => (
        <Step ui={ui} session={session} step={step} variant={step === main ? 'main' : undefined} />
      ))}
    </>
  );
}

/** What usually comes next. */
function isNext(change: StateChange, { status }: Session): boolean {
  return (status === 'in-progress' && change === 'completed') || (status === 'confirmed' && change === 'started');
}

interface StepProps extends Pick<SessionActionsProps, 'ui' | 'session'> {
  readonly step: {
    readonly change: StateChange;
    readonly label: (typeof STEPS)[number]['label'];
    readonly icon: IconName;
  };
  readonly variant: ButtonVariant | undefined;
}

function Step({ ui, session, step, variant }: StepProps): JSX.Element {
  return (
    <Form ui={ui} action={sessionChange(session.id, step.change)} inline>
      <Button ui={ui} label={ui.t(step.label)} icon={step.icon} variant={variant} />
    </Form>
  );
}
