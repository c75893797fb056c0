import type { Member } from '#identity/members/queries.ts';
import { DEPARTURE, MEMBERS, memberFactorRemovalPath, memberRemovalPath, memberRolePath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';
import { SETTINGS } from '#studios/paths.ts';
import { LastSeen } from '#views/identity/members/last-seen.tsx';
import { RoleField } from '#views/identity/members/role-field.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Chip } from '#views/ui/chip.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { Moment } from '#views/ui/moment.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly member: Member;
  /** Which the reader may give this member. */
  readonly roles: readonly Role[];
  readonly lastOwner: boolean;
  readonly isSelf: boolean;
  readonly form: FormState;
}

/** One member, and what the reader may change about them. */
export function MemberPage(props: Props): JSX.Element {
  const { ui, member, roles, lastOwner, isSelf, form } = props;
  const { '': refused, ...errors } = form.errors;
  return (
    <>
      <PageHead
        ui={ui}
        title={member.name}
        lead={member.email}
        chips={isSelf ? <Chip label={ui.t('identity.members.you')} /> : undefined}
        crumbs={[
          { label: ui.t('studios.settings'), href: SETTINGS },
          { label: ui.t('identity.members.title'), href: MEMBERS },
        ]}
      />
      {refused !== undefined && <Notice title={refused} tone="bad" alert />}
      <Card title={ui.t('identity.field.role')} pad>
        <div class="stack">
          <Facts ui={ui} member={member} />
          {roles.length === 0 || lastOwner ? (
            <p class="quiet" safe>
              {ui.t(whyNot(props))}
            </p>
          ) : (
            <RoleForm ui={ui} member={member} roles={roles} form={{ ...form, errors }} />
          )}
        </div>
      </Card>
      {ui.can('identity.lift-factor') && member.hasSecondFactor && !isSelf && <LostFactor ui={ui} member={member} />}
      {!lastOwner && (roles.length > 0 || isSelf) && <Ending ui={ui} member={member} isSelf={isSelf} />}
    </>
  );
}

function whyNot({ lastOwner, isSelf }: Props) {
  if (!isSelf) return 'identity.members.forbidden';
  return lastOwner ? 'identity.members.lastOwnerYou' : 'identity.members.notOneself';
}

function Facts({ ui, member }: Pick<Props, 'ui' | 'member'>): JSX.Element {
  return (
    <Kv>
      <KvRow label={ui.t('identity.members.now')} value={ui.t(`ui.role.${member.role}`)} />
      <KvRow
        label={ui.t('identity.factor.title')}
        value={ui.t(member.hasSecondFactor ? 'identity.factor.on' : 'identity.factor.off')}
      />
      <KvRow label={ui.t('identity.members.since')}>
        <Moment ui={ui} at={member.joinedAt} as="date" />
      </KvRow>
      <KvRow label={ui.t('identity.members.lastSeen')}>
        <LastSeen ui={ui} member={member} />
      </KvRow>
    </Kv>
  );
}

function RoleForm({ ui, member, roles, form }: Pick<Props, 'ui' | 'member' | 'roles' | 'form'>): JSX.Element {
  return (
    <Form ui={ui} action={memberRolePath(member.id)} form={form}>
      <RoleField ui={ui} form={form} roles={roles} label={ui.t('identity.members.newRole')} />
      <FormActions>
        <Button ui={ui} variant="main" label={ui.t('identity.members.saveRole')} />
      </FormActions>
    </Form>
  );
}

/** For a member who has lost phone and codes: an owner who knows them vouches for them. */
function LostFactor({ ui, member: { id, name } }: Pick<Props, 'ui' | 'member'>): JSX.Element {
  return (
    <Card title={ui.t('identity.recovery.lift.title')} pad>
      <Form ui={ui} action={memberFactorRemovalPath(id)}>
        <p class="quiet" safe>
          {ui.t('identity.recovery.lift.effect', { name })}
        </p>
        <FormActions>
          <Button ui={ui} variant="danger" label={ui.t('identity.recovery.lift')} />
        </FormActions>
      </Form>
    </Card>
  );
}

/** The reader leaves on a page of its own, which everybody has. */
function Ending({ ui, member: { id, name }, isSelf }: Pick<Props, 'ui' | 'member' | 'isSelf'>): JSX.Element {
  if (isSelf)
    return (
      <p>
        <ButtonLink ui={ui} label={ui.t('identity.departure.title')} href={DEPARTURE} />
      </p>
    );
  return (
    <Card title={ui.t('identity.members.remove')} pad>
      <Form ui={ui} action={memberRemovalPath(id)}>
        <p class="quiet" safe>
          {ui.t('identity.members.removeEffect', { name })}
        </p>
        <FormActions>
          <Button ui={ui} variant="danger" label={ui.t('identity.members.remove')} />
        </FormActions>
      </Form>
    </Card>
  );
}
