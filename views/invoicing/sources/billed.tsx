import { invoicePath } from '#invoicing/paths.ts';
import type { ToldBilled } from '#invoicing/sources/tell.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  readonly billed: readonly ToldBilled[];
}

/** What was to be billed and is billed already, each with the invoice that has it. */
export function AlreadyBilled({ ui, billed }: Props): JSX.Element {
  if (billed.length === 0) return '';
  return (
    <Notice tone="warn" alert title={ui.t('invoicing.error.billed')} text={ui.t('invoicing.billed.text')}>
      <ul>
        {billed.map(({ name, invoice: { id, number } }) => (
          <li>
            <span safe>{ui.t('invoicing.billed.on', { name })}</span>{' '}
            <a class="link" href={attr(invoicePath(id))} safe>
              {number ?? ui.t('invoicing.billed.draft')}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
