import type { Ui } from '#platform/http/ui.ts';
import { LOCALES, localeName } from '#platform/i18n/locale.ts';
import { Fields } from '#views/ui/fields.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Select } from '#views/ui/select.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Of the main host, with its port. */
  readonly host: string;
}

/** What a new studio is called and where it is. */
export function StudioFields({ ui, form, host }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('identity.signUp.studio')}>
      <TextField
        form={form}
        name="studioName"
        label={ui.t('identity.signUp.studioName')}
        autocomplete="organization"
        autofocus
        required
      />
      <TextField
        form={form}
        name="slug"
        label={ui.t('identity.field.slug')}
        help={ui.t('identity.signUp.slugHelp')}
        suffix={`.${host}`}
        attrs={{ autocapitalize: 'none', spellcheck: 'false' }}
      />
      <Select
        form={form}
        name="locale"
        label={ui.t('ui.language')}
        options={LOCALES.map((locale) => ({ value: locale, label: localeName(locale) }))}
      />
    </Fields>
  );
}
