import type { ActivationState } from '#activations/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { KINDS } from '#views/activations/labels.ts';
import type { ActivationsProps } from '#views/activations/props.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { Form } from '#views/ui/form.tsx';
import { ListItem } from '#views/ui/list.tsx';

interface Props extends ActivationsProps {
  readonly state: ActivationState;
}

export function ActivationItem({ ui, state, meanings, give, withdraw, frozen }: Props): JSX.Element {
  const { kind, permission, stands } = state;
  const texts = KINDS[kind];
  const allowed = ui.can(permission) && !frozen;
  return (
    <ListItem title={ui.t(texts.title)} detail={detailOf(ui, state, meanings[kind])}>
      {stands && <StatusChip label={ui.t('activations.state.given')} tone="ok" />}
      {!stands && !allowed && <StatusChip label={ui.t('activations.state.missing')} tone="warn" />}
      {allowed && stands && (
        <ButtonLink
          ui={ui}
          label={ui.t('activations.withdraw')}
          href={withdraw(kind)}
          small
          attrs={{ 'aria-label': attr(ui.t(texts.withdraw)) }}
        />
      )}
      {allowed && !stands && (
        <Form ui={ui} action={give(kind)} inline>
          <Button ui={ui} small label={ui.t(texts.give)} />
        </Form>
      )}
    </ListItem>
  );
}

/** Who gave it; else who can, after what it would say, or before who withdrew it and why. */
function detailOf(ui: Ui, { permission, stands, last }: ActivationState, meaning: string): string {
  if (last && stands) return ui.t('activations.by', { name: last.givenByName, when: ui.format.dateTime(last.givenAt) });
  const who = ui.t('activations.who', { who: ui.whoMay(permission) });
  if (!last?.withdrawnAt) return `${meaning} ${who}`;
  const name = last.withdrawnByName ?? '';
  const by = ui.t('activations.withdrawnBy', { name, when: ui.format.dateTime(last.withdrawnAt) });
  return `${who} ${by}${last.reason === null ? '' : ui.t('ui.history.part', { part: last.reason })}`;
}
