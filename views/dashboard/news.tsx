import type { HistoryItem } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Card } from '#views/ui/card.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

/** What happened since yesterday, in sentences. */
export function TodayNews({ ui, news }: { readonly ui: Ui; readonly news: readonly HistoryItem[] }): JSX.Element {
  return (
    <Card id="news" title={ui.t('dashboard.news')} pad={news.length === 0}>
      {news.length === 0 ? (
        <p class="quiet" safe>
          {ui.t('dashboard.news.none')}
        </p>
      ) : (
        <List>
          {news.map(({ sentence, href, clientName, at }) => (
            <ListItem
              title={sentence}
              href={href ?? undefined}
              detail={[clientName, whenText(ui, at)].filter(Boolean).join(' · ')}
            />
          ))}
        </List>
      )}
    </Card>
  );
}

function whenText(ui: Ui, at: Date): string {
  const time = ui.format.time(at);
  const isToday = ui.format.date(at, 'short') === ui.format.date(ui.now, 'short');
  return isToday ? time : ui.t('dashboard.news.yesterday', { time });
}
