import { INVITATIONS, MEMBERS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';
import { SETTINGS } from '#studios/paths.ts';
import { RoleField } from '#views/identity/members/role-field.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Those that the reader may give. */
  readonly roles: readonly Role[];
  /** Days. */
  readonly longest: number;
}

export function NewInvitationPage({ ui, form, roles, longest }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.invitations.new')}
        lead={ui.t('identity.invitations.lead')}
        crumbs={[
          { label: ui.t('studios.settings'), href: SETTINGS },
          { label: ui.t('identity.members.title'), href: MEMBERS },
        ]}
      />
      <Card pad>
        <Form ui={ui} action={INVITATIONS} form={form}>
          <Fields>
            <TextField
              form={form}
              name="email"
              type="email"
              width="half"
              label={ui.t('identity.field.email')}
              autofocus
              required
            />
            <TextField
              form={form}
              name="days"
              width="third"
              inputmode="numeric"
              label={ui.t('identity.invitations.days')}
              help={ui.t('identity.invitations.daysHelp', { longest })}
              suffix={ui.t('identity.invitations.daysUnit')}
            />
          </Fields>
          <RoleField ui={ui} form={form} roles={roles} label={ui.t('identity.field.role')} />
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('identity.invitations.send')} />
            <ButtonLink ui={ui} variant="plain" label={ui.t('identity.invitations.cancel')} href={MEMBERS} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
