import { LOGIN, RECOVERY, SECOND_FACTOR } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { DoorHead } from '#views/identity/door-head.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  /** When a wait that is running ends. */
  readonly dueAt: Date | null;
}

/** For those who have lost both the phone and the codes. */
export function RecoveryPage({ ui, dueAt }: Props): JSX.Element {
  return (
    <>
      <DoorHead
        title={ui.t('identity.recovery.title')}
        lead={ui.t(ui.studio ? 'identity.recovery.lead' : 'identity.recovery.mainLead')}
      />
      {dueAt === null ? <Start ui={ui} /> : <Running ui={ui} dueAt={dueAt} />}
    </>
  );
}

function Start({ ui }: Pick<Props, 'ui'>): JSX.Element {
  return (
    <Form ui={ui} action={RECOVERY}>
      <p safe>{ui.t(ui.studio ? 'identity.recovery.wait' : 'identity.recovery.mainWait')}</p>
      <FormActions>
        <Button ui={ui} variant="main" label={ui.t('identity.recovery.start')} />
        <a class="link small quiet spread" href={SECOND_FACTOR} safe>
          {ui.t('identity.recovery.back')}
        </a>
      </FormActions>
    </Form>
  );
}

function Running({ ui, dueAt }: { readonly ui: Ui; readonly dueAt: Date }): JSX.Element {
  return (
    <>
      <Notice
        tone="info"
        title={ui.t('identity.recovery.running', { at: ui.format.dateTime(dueAt) })}
        text={ui.t('identity.recovery.runningText')}
      />
      <p>
        <ButtonLink ui={ui} label={ui.t('identity.reset.back')} href={LOGIN} />
      </p>
    </>
  );
}
