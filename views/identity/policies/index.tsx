import type { Ui } from '#platform/http/ui.ts';
import type { EntryPolicy } from '#platform/scope.ts';
import { SETTINGS } from '#studios/paths.ts';
import { AddressesForm } from '#views/identity/policies/addresses.tsx';
import { FactorForm } from '#views/identity/policies/factor.tsx';
import { PolicyFacts } from '#views/identity/policies/facts.tsx';
import { LoginsForm } from '#views/identity/policies/logins.tsx';
import { Card } from '#views/ui/card.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

export interface PolicyForms {
  readonly factor: FormState;
  readonly logins: FormState;
  readonly addresses: FormState;
}

interface Props {
  readonly ui: Ui;
  readonly policy: EntryPolicy;
  readonly forms: PolicyForms;
  /** Members who have no second factor. */
  readonly without: number;
  /** Hours to choose from. */
  readonly idleHours: readonly number[];
  readonly longestHours: readonly number[];
  /** Of the reader. */
  readonly address: string;
}

/** How members come in: for owners to change, for admins to read. */
export function SecurityPage({ ui, policy, forms, without, idleHours, longestHours, address }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.policy.title')}
        lead={ui.t(ui.can('identity.set-policy') ? 'identity.policy.lead' : 'identity.policy.readOnly')}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      />
      {ui.can('identity.set-policy') ? (
        <>
          <Card title={ui.t('identity.policy.factor.title')} pad>
            <FactorForm ui={ui} form={forms.factor} without={without} />
          </Card>
          <Card title={ui.t('identity.policy.logins.title')} pad>
            <LoginsForm ui={ui} form={forms.logins} idleHours={idleHours} longestHours={longestHours} />
          </Card>
          <Card title={ui.t('identity.policy.addresses.title')} pad>
            <AddressesForm ui={ui} form={forms.addresses} address={address} />
          </Card>
        </>
      ) : (
        <Card pad>
          <PolicyFacts ui={ui} policy={policy} idleHours={idleHours} longestHours={longestHours} />
        </Card>
      )}
    </>
  );
}
