import type { Ui } from '#platform/http/ui.ts';
import { portalLoginPath } from '#portal/paths.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { TextField } from '#views/ui/text-field.tsx';

export function PortalLogin({ ui, form }: { ui: Ui; form: FormState }): JSX.Element {
  return (
    <>
      <div class="hero">
        <p class="eyebrow" safe>
          {ui.t('portal.title')}
        </p>
        <h1 safe>{ui.t('portal.login.title')}</h1>
      </div>
      <section class="card big">
        <p safe>{ui.t('portal.login.text')}</p>
        <Form ui={ui} action={portalLoginPath} form={form}>
          <input type="hidden" name="next" value={attr(form.values.next ?? '')} />
          <TextField
            form={form}
            name="email"
            type="email"
            label={ui.t('portal.login.email')}
            autocomplete="email"
            required
          />
          <FormActions>
            <Button ui={ui} label={ui.t('portal.login.send')} variant="main" icon="mail" />
          </FormActions>
        </Form>
      </section>
    </>
  );
}
