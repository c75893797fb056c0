import type { Activation } from '#activations/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { KINDS } from '#views/activations/labels.ts';
import { Icon } from '#views/ui/icon.tsx';
import { type Happening, Timeline } from '#views/ui/timeline.tsx';

interface Props {
  readonly ui: Ui;
  readonly past: readonly Activation[];
}

/** Who gave and withdrew what, when and why: folded, for those who want to know. */
export function ActivationsPast({ ui, past }: Props): JSX.Element {
  const happened = past.flatMap((activation) => happenings(ui, activation));
  const items = happened.sort((a, b) => b.at.getTime() - a.at.getTime());
  return (
    <details class="activations-past">
      <summary>
        <Icon ui={ui} name="right" />
        <span safe>{ui.t('activations.past')}</span>
        <span class="faint small" safe>
          {ui.format.number(items.length)}
        </span>
      </summary>
      <Timeline ui={ui} items={items} />
    </details>
  );
}

function happenings(ui: Ui, activation: Activation): Happening[] {
  const { kind, givenAt, givenByName, withdrawnAt, withdrawnByName, reason } = activation;
  const given = { at: givenAt, title: ui.t(KINDS[kind].given, { name: givenByName }) };
  if (withdrawnAt === null) return [given];
  const title = ui.t(KINDS[kind].withdrawn, { name: withdrawnByName ?? '' });
  return [given, { at: withdrawnAt, title, detail: reason ?? undefined }];
}
