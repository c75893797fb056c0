import { linesPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { OpenDraft } from '#views/invoicing/drafts/facts.ts';
import { Offers } from '#views/invoicing/sources/offers.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';

interface Props {
  readonly ui: Ui;
  readonly draft: OpenDraft;
}

/** What can still be invoiced of the client: ticked, it becomes lines with the next saving. */
export function DraftOffers({ ui, draft: { invoice, sheet, offers } }: Props): JSX.Element {
  const { total, rows } = offers;
  const latest = total > rows.length ? ui.t('invoicing.toInvoice.latest', { count: rows.length }) : undefined;
  return (
    <Card title={ui.t('invoicing.toInvoice')} note={latest} id="to-invoice">
      {rows.length === 0 ? (
        <p class="pad quiet" safe>
          {ui.t('invoicing.toInvoice.none')}
        </p>
      ) : (
        <>
          <Offers ui={ui} rows={rows} ticked={(id) => sheet.ticked.includes(id)} form={sheet.details} />
          <div class="pad">
            <Button
              ui={ui}
              label={ui.t('invoicing.toInvoice.add')}
              icon="plus"
              attrs={{ formaction: attr(linesPath(invoice.id)) }}
            />
          </div>
        </>
      )}
    </Card>
  );
}
