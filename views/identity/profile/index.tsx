import { EMAIL, PASSWORD, PROFILE } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { LOCALES, localeName } from '#platform/i18n/locale.ts';
import { accountCrumb } from '#views/identity/account-crumb.ts';
import { ThemeForm } from '#views/layouts/preferences.tsx';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface FormProps {
  readonly ui: Ui;
  readonly form: FormState;
}

interface Props extends FormProps {
  readonly email: FormState;
  readonly password: FormState;
}

/** What the reader is called here, in which language, and with which password. */
export function ProfilePage({ ui, form, password, email }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('identity.profile.title')} crumbs={[accountCrumb(ui)]} />
      <Card title={ui.t('identity.profile.person')} pad>
        <div class="stack">
          {ui.actor.kind === 'user' && (
            <Kv>
              <KvRow label={ui.t('identity.field.role')} value={ui.t(`ui.role.${ui.actor.role}`)} />
            </Kv>
          )}
          <PersonForm ui={ui} form={form} />
        </div>
      </Card>
      <Card title={ui.t('identity.field.email')} pad>
        <EmailForm ui={ui} form={email} />
      </Card>
      <Card title={ui.t('identity.profile.password')} pad>
        <PasswordForm ui={ui} form={password} />
      </Card>
      <Card title={ui.t('ui.theme')} pad>
        <ThemeForm ui={ui} />
      </Card>
    </>
  );
}

function PersonForm({ ui, form }: FormProps): JSX.Element {
  return (
    <Form ui={ui} action={PROFILE} form={form}>
      <Fields>
        <TextField
          form={form}
          name="name"
          width="half"
          label={ui.t('identity.field.name')}
          autocomplete="name"
          required
        />
        <Select
          form={form}
          name="locale"
          width="half"
          label={ui.t('ui.language')}
          empty={ui.t(ui.studio ? 'identity.profile.studioLocale' : 'identity.profile.studiosLocale')}
          options={LOCALES.map((locale) => ({ value: locale, label: localeName(locale) }))}
        />
      </Fields>
      <FormActions>
        <Button ui={ui} variant="main" label={ui.t('identity.profile.save')} />
      </FormActions>
    </Form>
  );
}

/** Where links for this account go; so it takes the password, and a link to the new one. */
function EmailForm({ ui, form }: FormProps): JSX.Element {
  const scope = 'email';
  return (
    <Form ui={ui} action={EMAIL} form={form} scope={scope}>
      <Fields>
        <TextField
          form={form}
          scope={scope}
          name="email"
          width="half"
          type="email"
          label={ui.t('identity.field.email')}
          help={emailHelp(ui)}
          autocomplete="email"
          required
        />
        <TextField
          form={form}
          scope={scope}
          name="currentPassword"
          width="half"
          type="password"
          label={ui.t('identity.field.currentPassword')}
          autocomplete="current-password"
          required
        />
      </Fields>
      <FormActions>
        <Button ui={ui} label={ui.t('identity.email.change')} />
      </FormActions>
    </Form>
  );
}

function emailHelp(ui: Ui): string {
  const isOwner = ui.actor.kind === 'user' && ui.actor.role === 'owner';
  return [ui.t('identity.email.help'), ...(isOwner ? [ui.t('ui.unconfirmed.held')] : [])].join(' ');
}

function PasswordForm({ ui, form }: FormProps): JSX.Element {
  return (
    <Form ui={ui} action={PASSWORD} form={form}>
      <Fields>
        <TextField
          form={form}
          name="currentPassword"
          width="half"
          type="password"
          label={ui.t('identity.field.currentPassword')}
          autocomplete="current-password"
          required
        />
        <TextField
          form={form}
          name="newPassword"
          width="half"
          type="password"
          label={ui.t('identity.field.newPassword')}
          help={ui.t('identity.password.help')}
          autocomplete="new-password"
          required
        />
      </Fields>
      <p class="quiet small" safe>
        {ui.t('identity.profile.passwordEffect')}
      </p>
      <FormActions>
        <Button ui={ui} label={ui.t('identity.profile.changePassword')} />
      </FormActions>
    </Form>
  );
}
