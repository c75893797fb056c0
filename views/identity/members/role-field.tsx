import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';
import type { FormState } from '#views/ui/form-state.ts';
import { RadioField } from '#views/ui/radio-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly roles: readonly Role[];
  readonly label: string;
}

/** Roles to choose from, each with what it may do. */
export function RoleField({ ui, form, roles, label }: Props): JSX.Element {
  return (
    <div class="roles">
      <RadioField
        form={form}
        name="role"
        label={label}
        required
        options={roles.map((role) => ({
          value: role,
          label: ui.t(`ui.role.${role}`),
          help: ui.t(`identity.members.guide.${role}`),
        }))}
      />
    </div>
  );
}
