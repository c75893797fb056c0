import { ME, OWN_STUDIOS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { StudioFields } from '#views/identity/studio-fields.tsx';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Of the main host, with its port. */
  readonly host: string;
}

/** One more studio for a user who is signed in. */
export function NewStudioPage({ ui, form, host }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.me.newStudio')}
        lead={ui.t('identity.me.newStudioLead')}
        crumbs={[{ label: ui.t('identity.me.title'), href: ME }]}
      />
      <Card pad>
        <Form ui={ui} action={OWN_STUDIOS} form={form}>
          <StudioFields ui={ui} form={form} host={host} />
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('identity.signUp.send')} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
