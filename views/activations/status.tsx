import type { ActivationKind } from '#activations/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ActivationItem } from '#views/activations/item.tsx';
import { KINDS } from '#views/activations/labels.ts';
import { ActivationsPast } from '#views/activations/past.tsx';
import type { ActivationsProps } from '#views/activations/props.ts';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { List } from '#views/ui/list.tsx';

/** Both activations of a thing: who gave them and when, or who can; and what was given and withdrawn before. */
export function ActivationsStatus(props: ActivationsProps): JSX.Element {
  const { ui, states, past } = props;
  return (
    <Card title={ui.t('activations.title')} note={ui.t('activations.note')} id="activations">
      <List>
        {states.map((state) => (
          <ActivationItem {...props} state={state} />
        ))}
      </List>
      {past.some(({ withdrawnAt }) => withdrawnAt !== null) && <ActivationsPast ui={ui} past={past} />}
    </Card>
  );
}

interface MissingProps {
  readonly ui: Ui;
  readonly missing: readonly ActivationKind[];
}

/** In lists and heads: one chip for each that is missing. */
export function MissingActivations({ ui, missing }: MissingProps): JSX.Element {
  return (
    <>
      {missing.map((kind) => (
        <StatusChip label={ui.t(KINDS[kind].missing)} tone="warn" />
      ))}
    </>
  );
}
