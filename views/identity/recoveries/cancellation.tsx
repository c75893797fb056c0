import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';

interface Props {
  readonly ui: Ui;
  readonly action: string;
}

/** Where the link of the mail leads. */
export function CancellationPage({ ui, action }: Props): JSX.Element {
  return (
    <>
      <h1 safe>{ui.t('identity.recovery.cancel.title')}</h1>
      <Form ui={ui} action={action}>
        <p safe>{ui.t('identity.recovery.cancel.effect')}</p>
        <FormActions>
          <Button ui={ui} variant="main" label={ui.t('identity.recovery.cancel')} />
        </FormActions>
      </Form>
    </>
  );
}
