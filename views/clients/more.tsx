import { clientListPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly ui: Ui;
  readonly id: string;
  readonly list: Parameters<typeof clientListPath>[1];
  /** Where the next part begins; null where the list ends. */
  readonly next: number | null;
}

/** The way to the next part of a long list on a client's page. */
export function ClientListMore({ ui, id, list, next }: Props): JSX.Element {
  if (next === null) return '';
  return (
    <p class="pad">
      <a class="link small" href={attr(clientListPath(id, list, next))} safe>
        {ui.t('ui.pager.more')}
      </a>
    </p>
  );
}
