import type { Ui } from '#platform/http/ui.ts';
import { portalCodePath, portalLoginPath } from '#portal/paths.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  /** Null where no code is taken. */
  readonly form: FormState | null;
  readonly isGone: boolean;
}

/** The same whether the address is known or not. */
export function PortalSent({ ui, form, isGone }: Props): JSX.Element {
  const { t } = ui;
  return (
    <>
      <div class="hero">
        <p class="eyebrow" safe>
          {t('portal.title')}
        </p>
        <h1 safe>{t(isGone ? 'portal.code.gone' : 'portal.sent.title')}</h1>
      </div>
      <section class="card big">
        <p safe>{t(isGone ? 'portal.code.gone.text' : 'portal.sent.text')}</p>
        {form !== null && <CodeForm ui={ui} form={form} />}
        {!isGone && (
          <p class="quiet" safe>
            {t('portal.sent.help')}
          </p>
        )}
        <div class="acts">
          <ButtonLink ui={ui} label={t('portal.sent.again')} href={portalLoginPath} />
        </div>
      </section>
    </>
  );
}

function CodeForm({ ui, form }: { readonly ui: Ui; readonly form: FormState }): JSX.Element {
  return (
    <Form ui={ui} action={portalCodePath} form={form}>
      <input type="hidden" name="next" value={attr(form.values.next ?? '')} />
      <TextField
        form={form}
        name="code"
        label={ui.t('portal.code.label')}
        help={ui.t('portal.code.help')}
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={9}
        mono
        required
      />
      <FormActions>
        <Button ui={ui} label={ui.t('portal.entry.enter')} variant="main" />
      </FormActions>
    </Form>
  );
}
