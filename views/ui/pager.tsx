import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly ui: Ui;
  /** Address of the page after this one; null on the last. */
  readonly href: string | null;
  /** As many columns as the table has (the selection counts): then it is a row of the tbody. */
  readonly columns?: number | undefined;
}

/**
 * The way to the next rows. A link; with HTMX it fetches them when it comes into view and gives way to them,
 * so the fragment for `href` must be rows followed by their own Pager.
 */
export function Pager({ ui, href, columns }: Props): JSX.Element {
  if (href === null) return '';
  const target = columns === undefined ? 'closest .pager' : 'closest tr';
  const link = (
    <a
      class="btn plain"
      href={attr(href)}
      hx-get={attr(href)}
      hx-trigger="revealed"
      hx-target={target}
      hx-swap="outerHTML"
      safe
    >
      {ui.t('ui.pager.more')}
    </a>
  );
  if (columns === undefined) return <div class="pager">{link}</div>;
  return (
    <tr class="pager">
      <td colspan={String(columns)}>{link}</td>
    </tr>
  );
}
