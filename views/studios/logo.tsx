import type { Ui } from '#platform/http/ui.ts';
import type { Logo } from '#studios/model.ts';
import { LOGO_REMOVAL, LOGO_SETTINGS, logoImagePath, SETTINGS } from '#studios/paths.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { FileField } from '#views/ui/file-field.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly logo: Logo | null;
}

export function LogoSettings({ ui, form, logo }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('studios.logo.title')}
        lead={ui.t('studios.logo.lead')}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      />
      {logo !== null && <CurrentLogo ui={ui} logo={logo} />}
      <Card pad>
        <Form ui={ui} action={LOGO_SETTINGS} form={form} multipart>
          <Fields>
            <FileField
              form={form}
              name="logo"
              label={ui.t('studios.logo.file')}
              help={ui.t('studios.logo.file.help')}
              accept=".png,.jpg,.jpeg,image/png,image/jpeg"
              required
            />
          </Fields>
          <FormActions>
            <Button ui={ui} variant="main" icon="upload" label={ui.t('studios.logo.send')} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

function CurrentLogo({ ui, logo }: { readonly ui: Ui; readonly logo: Logo }): JSX.Element {
  const src = attr(logoImagePath(logo.key));
  const size = { width: String(logo.width), height: String(logo.height) };
  return (
    <Card title={ui.t('studios.logo.current')} note={`${logo.width} × ${logo.height}`} pad>
      <div class="stack">
        <div class="logo-proof">
          <div class="on-light">
            <img src={src} alt={ui.t('studios.logo.alt')} {...size} />
          </div>
          <div class="on-dark">
            <img src={src} alt="" {...size} />
          </div>
        </div>
        <form method="post" action={LOGO_REMOVAL}>
          <RequestKey ui={ui} />
          <Button ui={ui} variant="danger" icon="trash" label={ui.t('studios.logo.remove')} />
        </form>
      </div>
    </Card>
  );
}
