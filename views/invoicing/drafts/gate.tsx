import { issuancePath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { OpenDraft } from '#views/invoicing/drafts/facts.ts';
import { AdviceList, ObstacleList } from '#views/invoicing/issuance/obstacles.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  readonly draft: OpenDraft;
  readonly refused: boolean;
}

/** What stops the issue, before the button that issues. It is looked at again once what was typed is saved. */
export function DraftGate({ ui, draft, refused }: Props): JSX.Element {
  const { invoice, readiness } = draft;
  const { obstacles, advice } = readiness;
  const count = obstacles.length;
  return (
    <Card
      title={ui.t('invoicing.gate')}
      id="gate"
      pad
      tools={
        <StatusChip
          tone={count > 0 ? 'bad' : 'ok'}
          label={count > 0 ? ui.t('invoicing.gate.count', { count }) : ui.t('invoicing.gate.ready')}
        />
      }
    >
      {refused && <Notice tone="bad" alert title={ui.t('invoicing.obstacles.refused')} />}
      {count > 0 && <ObstacleList ui={ui} invoice={invoice} readiness={readiness} edit="" />}
      {count === 0 && advice.length > 0 && (
        <>
          <p class="quiet small" safe>
            {ui.t('invoicing.advice.title')}
          </p>
          <AdviceList ui={ui} invoice={invoice} readiness={readiness} />
        </>
      )}
      {ui.can('invoicing.issue') && (
        <Button
          ui={ui}
          label={ui.t('invoicing.issue')}
          icon="check"
          variant="main"
          attrs={{ formaction: attr(issuancePath(invoice.id)) }}
        />
      )}
    </Card>
  );
}
