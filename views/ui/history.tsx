import type { HistoryItem } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Card } from '#views/ui/card.tsx';
import { type Happening, Timeline } from '#views/ui/timeline.tsx';

interface Props {
  readonly ui: Ui;
  readonly title: string;
  /** Latest first. */
  readonly items: readonly HistoryItem[];
  /** What the audit trail does not hold: mails, for one. */
  readonly others?: readonly Happening[];
  /** Id of the record whose page this is: its own entries link nowhere. */
  readonly ownId: string;
}

/** The history of a record, from the audit trail. */
export function History({ ui, title, items, others = [], ownId }: Props): JSX.Element {
  const told = items.map(({ at, sentence, href, subject }): Happening => {
    const isOwn = subject?.id === ownId;
    return { at, title: sentence, href: isOwn || href === null ? undefined : href };
  });
  const all = [...told, ...others].sort((a, b) => b.at.getTime() - a.at.getTime());
  if (all.length === 0) return '';
  return (
    <Card title={title} id="history">
      <Timeline ui={ui} items={all} />
    </Card>
  );
}
