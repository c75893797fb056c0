import type { Retention } from '#identity/audit/model.ts';
import type { RetentionState } from '#identity/audit/queries.ts';
import { AUDIT, AUDIT_RETENTION } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SETTINGS } from '#studios/paths.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { RadioField } from '#views/ui/radio-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly state: RetentionState;
  readonly form: FormState;
  /** Each with its value in the form. */
  readonly choices: readonly { readonly value: string; readonly years: Retention }[];
}

export function RetentionPage({ ui, state, form, choices }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.retention.title')}
        lead={ui.t('identity.retention.lead')}
        crumbs={[
          { label: ui.t('studios.settings'), href: SETTINGS },
          { label: ui.t('identity.audit.title'), href: AUDIT },
        ]}
      />
      <Card pad>
        <Kv>
          <KvRow label={ui.t('identity.retention.since')} value={state.since && ui.format.date(state.since)} />
          <KvRow label={ui.t('identity.retention.cut')} value={state.cutAt && ui.format.date(state.cutAt)} />
        </Kv>
      </Card>
      <Card pad>
        <Form ui={ui} action={AUDIT_RETENTION} form={form}>
          <Fields>
            <RadioField
              form={form}
              name="years"
              label={ui.t('identity.retention.years')}
              help={ui.t('identity.retention.help')}
              required
              options={choices.map(({ value, years }) => ({
                value,
                label:
                  years === null ? ui.t('identity.retention.unlimited') : ui.t('identity.retention.some', { years }),
              }))}
            />
          </Fields>
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('identity.retention.save')} />
            <ButtonLink ui={ui} variant="plain" label={ui.t('identity.retention.cancel')} href={AUDIT} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
