import type { Ui } from '#platform/http/ui.ts';
import { LOCALES, localeName } from '#platform/i18n/locale.ts';
import { SETTINGS, STUDIO_SETTINGS } from '#studios/paths.ts';
import { AccentField } from '#views/studios/accent-field.tsx';
import { namedOptions } from '#views/studios/names.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** IANA names. */
  readonly zones: readonly string[];
  /** ISO 4217. */
  readonly currencies: readonly string[];
}

export function StudioSettings({ ui, form, zones, currencies }: Props): JSX.Element {
  const title = ui.t('studios.studio.title');
  return (
    <>
      <PageHead ui={ui} title={title} crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]} />
      <Card pad>
        <Form ui={ui} action={STUDIO_SETTINGS} form={form}>
          <Fields>
            <TextField form={form} name="name" label={ui.t('studios.studio.name')} required maxlength={200} />
            <Select
              form={form}
              name="locale"
              width="half"
              label={ui.t('studios.studio.locale')}
              help={ui.t('studios.studio.locale.help')}
              options={LOCALES.map((locale) => ({ value: locale, label: localeName(locale) }))}
            />
            <Select
              form={form}
              name="timeZone"
              width="half"
              label={ui.t('studios.studio.timeZone')}
              help={ui.t('studios.studio.timeZone.help')}
              options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
            />
            <Select
              form={form}
              name="currency"
              width="half"
              label={ui.t('studios.studio.currency')}
              help={ui.t('studios.studio.currency.help')}
              options={namedOptions(ui.locale, 'currency', currencies)}
            />
            <AccentField ui={ui} form={form} name="accentHue" label={ui.t('studios.studio.accentHue')} />
          </Fields>
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('studios.save')} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
