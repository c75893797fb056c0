import { INVOICES, invoicePath } from '#invoicing/paths.ts';
import type { LoadedSection } from '#platform/contributions/load-sections.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { InvoiceHistory } from '#views/invoicing/history/timeline.tsx';
import { InvoiceObstacles } from '#views/invoicing/issuance/obstacles.tsx';
import { InvoiceLines } from '#views/invoicing/lines/table.tsx';
import { SendingChip } from '#views/invoicing/sending/state.tsx';
import { InvoiceActions } from '#views/invoicing/show/actions.tsx';
import type { InvoiceFacts } from '#views/invoicing/show/facts.ts';
import { InvoicePaper } from '#views/invoicing/show/paper.tsx';
import { InvoiceRelations } from '#views/invoicing/show/relations.tsx';
import { InvoiceStatusChip } from '#views/invoicing/status.tsx';
import { type Figure, Figures } from '#views/ui/figures.tsx';
import { LivePart } from '#views/ui/live-part.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { SectionActions, SectionBodies, SectionNotices } from '#views/ui/sections.tsx';

interface Props {
  readonly ui: Ui;
  readonly facts: InvoiceFacts;
  /** What other modules know of the invoice. */
  readonly sections: readonly LoadedSection[];
  /** It was to be issued and cannot be. */
  readonly refused: boolean;
}

export function InvoiceShow({ ui, facts, sections, refused }: Props): JSX.Element {
  const { invoice, daysLate, readiness } = facts;
  const title = invoice.number ?? ui.t('invoicing.draft.title', { client: facts.buyer.name });
  return (
    <LivePart id={`invoice-${invoice.id}`} topics={['invoices']} from={invoicePath(invoice.id)}>
      <PageHead
        ui={ui}
        title={title}
        lead={leadOf(ui, facts)}
        crumbs={[{ label: ui.t('invoicing.title'), href: INVOICES }]}
        chips={
          <>
            {!(facts.sending && invoice.status === 'issued') && (
              <InvoiceStatusChip ui={ui} invoice={invoice} daysLate={daysLate} />
            )}
            {facts.sending !== null && <SendingChip ui={ui} state={facts.sending} />}
          </>
        }
      >
        <InvoiceActions ui={ui} facts={facts} />
        <SectionActions sections={sections} />
      </PageHead>
      {facts.sending === 'failed' && (
        <Notice
          tone="bad"
          title={ui.t('invoicing.sending.notLeft', { to: facts.mails[0]?.recipient ?? '' })}
          text={ui.t('invoicing.sending.notLeft.text')}
        />
      )}
      <SectionNotices sections={sections} />
      {readiness !== null && <InvoiceObstacles ui={ui} invoice={invoice} readiness={readiness} refused={refused} />}
      <Figures items={figuresOf(ui, facts)} />
      <div class="cols">
        <div class="stack">
          <InvoiceLines ui={ui} invoice={invoice} />
          <SectionBodies ui={ui} sections={sections} place="main" />
          <InvoiceHistory ui={ui} facts={facts} />
        </div>
        <aside class="stack">
          <InvoicePaper ui={ui} invoice={invoice} seller={facts.seller.name} />
          <SectionBodies ui={ui} sections={sections} place="side" />
          <InvoiceRelations ui={ui} facts={facts} />
        </aside>
      </div>
    </LivePart>
  );
}

const ISSUED = { invoice: 'invoicing.lead.issued', 'credit-note': 'invoicing.lead.issuedCreditNote' } as const;

function leadOf(ui: Ui, { invoice, buyer }: InvoiceFacts): string {
  const { issueDate, dueDate, kind } = invoice;
  if (issueDate === null) return ui.t('invoicing.draft.lead');
  const parts = [buyer.name, ui.t(ISSUED[kind], { date: ui.format.date(issueDate, 'long') })];
  if (kind === 'invoice' && dueDate) parts.push(ui.t('invoicing.lead.due', { date: ui.format.date(dueDate, 'long') }));
  return parts.join(' · ');
}

function figuresOf(ui: Ui, { invoice, buyer, daysLate }: InvoiceFacts): Figure[] {
  const { kind, net, tax, gross, paid, due, toRefund, credited, currency, status, dueDate } = invoice;
  const sum = (amount: bigint) => ui.format.money(money(amount, currency));
  const total = { label: ui.t('invoicing.gross'), value: sum(gross) };
  if (status === 'draft' || kind === 'credit-note')
    return [
      { label: ui.t('invoicing.net'), value: sum(net) },
      { label: ui.t('invoicing.tax'), value: sum(tax) },
      total,
    ];
  const figures: Figure[] = [total, { label: ui.t('invoicing.paid'), value: sum(paid) }];
  if (credited > 0n) figures.push({ label: ui.t('invoicing.creditedSum'), value: sum(credited) });
  const isLate = due > 0n && daysLate > 0;
  figures.push(
    toRefund > 0n
      ? { label: ui.t('invoicing.toRefund'), value: sum(toRefund), tone: 'warn' }
      : { label: ui.t('invoicing.due'), value: sum(due), tone: isLate ? 'bad' : undefined },
  );
  if (due > 0n && dueDate)
    figures.push({
      label: ui.t('invoicing.dueDate'),
      value: ui.format.date(dueDate),
      note: isLate && buyer.isBusiness ? ui.t('invoicing.indemnity') : undefined,
    });
  return figures;
}
