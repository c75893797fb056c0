import type { LoadedPortalCard } from '#platform/contributions/load-portal.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Card } from '#views/ui/card.tsx';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  /** To be greeted with. */
  readonly name: string;
  readonly cards: readonly LoadedPortalCard[];
}

/** A greeting, and under it what modules show a client. */
export function PortalHome({ ui, name, cards }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <p class="eyebrow" safe>
          {ui.t('portal.title')}
        </p>
        <h1 safe>{ui.t('portal.home.hello', { name })}</h1>
      </div>
      {!ui.can('portal.see') && (
        <Notice tone="info" title={ui.t('portal.home.nothing')} text={ui.t('portal.home.nothing.text')} />
      )}
      {cards.map((card) => card.body ?? <FailedCard ui={ui} title={ui.t(card.title)} />)}
    </>
  );
}

function FailedCard({ ui, title }: { readonly ui: Ui; readonly title: string }): JSX.Element {
  return (
    <Card title={title} pad>
      <Notice tone="bad" title={ui.t('ui.section.failed')} text={ui.t('ui.section.failed.text')} />
    </Card>
  );
}
