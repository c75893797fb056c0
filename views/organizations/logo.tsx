import type { Logo } from '#organizations/model.ts';
import { LOGO_REMOVAL, LOGO_SETTINGS, logoImagePath, SETTINGS } from '#organizations/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { FileField } from '#views/ui/file-field.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

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
        title={ui.t('organizations.logo.title')}
        lead={ui.t('organizations.logo.lead')}
        crumbs={[{ label: ui.t('organizations.settings'), href: SETTINGS }]}
      />
      {logo !== null && <CurrentLogo ui={ui} logo={logo} />}
      <Card pad>
        <Form ui={ui} action={LOGO_SETTINGS} form={form} multipart>
          <Fields>
            <FileField
              form={form}
              name="logo"
              label={ui.t('organizations.logo.file')}
              help={ui.t('organizations.logo.file.help')}
              accept=".png,.jpg,.jpeg,image/png,image/jpeg"
              required
            />
          </Fields>
          <FormActions>
            <Button ui={ui} variant="main" icon="upload" label={ui.t('organizations.logo.send')} />
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
    <Card title={ui.t('organizations.logo.current')} note={`${logo.width} × ${logo.height}`} pad>
      <div class="stack">
        <div class="logo-proof">
          <div class="on-light">
            <img src={src} alt={ui.t('organizations.logo.alt')} {...size} />
          </div>
          <div class="on-dark">
            <img src={src} alt="" {...size} />
          </div>
        </div>
        <form method="post" action={LOGO_REMOVAL}>
          <Button ui={ui} variant="danger" icon="trash" label={ui.t('organizations.logo.remove')} />
        </form>
      </div>
    </Card>
  );
}
