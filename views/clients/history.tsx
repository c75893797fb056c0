import type { HistoryEntry } from '#clients/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { Card } from '#views/ui/card.tsx';
import { type Happening, Timeline } from '#views/ui/timeline.tsx';

interface Props {
  readonly ui: Ui;
  readonly history: readonly HistoryEntry[];
}

/** What happened to this client, from the audit trail. */
export function HistoryCard({ ui, history }: Props): JSX.Element {
  return (
    <Card title={ui.t('clients.history')} id="history">
      <Timeline ui={ui} items={history.map((entry) => toHappening(ui, entry))} />
    </Card>
  );
}

type Details = Readonly<Record<string, unknown>>;

/** Parts that an audit row of a client may have, each with the words for it. */
const ABOUT: readonly (readonly [string, MessageKey])[] = [
  ['contact', 'clients.history.contact'],
  ['member', 'clients.history.member'],
];

function titleOf(action: string, details: Details): MessageKey {
  const about = ABOUT.find(([name]) => typeof details[name] === 'string');
  if (about) return about[1];
  if (action === 'clients.create') return 'clients.history.created';
  if (action === 'clients.update') return 'clients.history.updated';
  if (action === 'clients.note') return 'clients.history.note';
  if (action === 'clients.import') return 'clients.history.imported';
  if (action === 'clients.archive')
    return details.archived === true ? 'clients.history.archived' : 'clients.history.restored';
  return 'clients.history.other';
}

function toHappening(ui: Ui, { at, action, actorName, details }: HistoryEntry): Happening {
  const known = (details ?? {}) as Details;
  const changed = Array.isArray(known.changed) ? (known.changed as string[]) : [];
  const fields = changed.map((name) => ui.t(`clients.field.${name}` as MessageKey));
  const parts = [known.contact, known.member, known.fileName, ui.format.list(fields), actorName];
  return {
    at,
    title: ui.t(titleOf(action, known)),
    detail: parts.filter((part) => typeof part === 'string' && part !== '').join(' · '),
  };
}
