import { clientPath } from '#clients/paths.ts';
import type { NewsItem } from '#dashboard/model.ts';
import type { NewsAction } from '#dashboard/news/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import type { PaymentMethod } from '#payments/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeFacts } from '#platform/i18n/locales.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { roomPath } from '#rooms/paths.ts';
import { sessionPath } from '#sessions/paths.ts';
import { Card } from '#views/ui/card.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

const SENTENCES = {
  'clients.create': 'dashboard.news.clientCreated',
  'clients.import': 'dashboard.news.clientsImported',
  'rooms.create': 'dashboard.news.roomCreated',
  'rooms.activate-technical': 'dashboard.news.technical',
  'rooms.activate-commercial': 'dashboard.news.commercial',
  'sessions.create': 'dashboard.news.booked',
  'sessions.move': 'dashboard.news.moved',
  'sessions.confirm': 'dashboard.news.confirmed',
  'sessions.start': 'dashboard.news.started',
  'sessions.complete': 'dashboard.news.completed',
  'sessions.no-show': 'dashboard.news.noShow',
  'sessions.cancel': 'dashboard.news.cancelled',
  'invoicing.issue': 'dashboard.news.issued',
  'invoicing.send': 'dashboard.news.sent',
  'invoicing.remind': 'dashboard.news.reminded',
  'invoicing.credit': 'dashboard.news.credited',
  'payments.record': 'dashboard.news.received',
  'payments.settle': 'dashboard.news.received',
} as const satisfies Record<NewsAction, MessageKey>;

const PATHS: Readonly<Record<string, (id: string) => string>> = {
  client: clientPath,
  room: roomPath,
  session: sessionPath,
  invoice: invoicePath,
};

/** What happened since yesterday, in sentences. */
export function TodayNews({ ui, news }: { readonly ui: Ui; readonly news: readonly NewsItem[] }): JSX.Element {
  return (
    <Card id="news" title={ui.t('dashboard.news')} pad={news.length === 0}>
      {news.length === 0 ? (
        <p class="quiet" safe>
          {ui.t('dashboard.news.none')}
        </p>
      ) : (
        <List>
          {news.map((item) => (
            <ListItem title={sentence(ui, item)} href={hrefOf(item)} detail={detailOf(ui, item)} />
          ))}
        </List>
      )}
    </Card>
  );
}

function sentence(ui: Ui, item: NewsItem): string {
  const { action, actorName, name, clientName, amount, isGiven } = item;
  const isPaidBack = amount !== null && amount.amount < 0n;
  const sum = amount && { ...amount, amount: isPaidBack ? -amount.amount : amount.amount };
  return ui.t(isPaidBack ? 'dashboard.news.paidBack' : SENTENCES[action as NewsAction], {
    actor: actorName ?? 'Régie',
    name: withinQuotes(ui, name),
    client: clientName ?? '',
    amount: sum ? ui.format.money(sum) : '',
    given: isGiven,
  });
}

/** Quotation marks within quotation marks are others. */
function withinQuotes(ui: Ui, text: string): string {
  const { outer, inner } = localeFacts(ui.locale).quotes;
  return text
    .replace(new RegExp(`${outer[0]}\\s*`, 'g'), inner[0])
    .replace(new RegExp(`\\s*${outer[1]}`, 'g'), inner[1]);
}

function hrefOf({ subject }: NewsItem): string | undefined {
  return subject ? PATHS[subject.kind]?.(subject.id) : undefined;
}

const METHODS = {
  card: 'payments.method.card',
  transfer: 'payments.method.transfer',
  cash: 'payments.method.cash',
  cheque: 'payments.method.cheque',
  other: 'payments.method.other',
} as const satisfies Record<PaymentMethod, MessageKey>;

function detailOf(ui: Ui, { subject, name, clientName, amount, method, movedFrom, movedTo, at }: NewsItem): string {
  const about = subject?.kind === 'session' || subject?.kind === 'invoice' ? clientName : null;
  const moved = movedFrom && movedTo ? movement(ui, movedFrom, movedTo) : null;
  const parts = amount ? [method && ui.t(METHODS[method]), name] : [about, moved];
  return [...parts, whenText(ui, at)].filter(Boolean).join(' · ');
}

/** Days where the day is another one, else times. */
function movement(ui: Ui, from: Date, to: Date): string {
  const [before, after] = [from, to].map((at) => ui.format.date(at, 'weekday-short'));
  return before === after ? `${ui.format.time(from)} → ${ui.format.time(to)}` : `${before} → ${after}`;
}

function whenText(ui: Ui, at: Date): string {
  const time = ui.format.time(at);
  const isToday = ui.format.date(at, 'short') === ui.format.date(ui.now, 'short');
  return isToday ? time : ui.t('dashboard.news.yesterday', { time });
}
