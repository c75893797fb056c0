import type { Sheet } from '#invoicing/drafts/forms.ts';
import type { Invoice } from '#invoicing/model.ts';
import { INVOICES, invoicePath, invoiceRemovalPath, linesPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeTag } from '#platform/i18n/locale.ts';
import { DraftDetails } from '#views/invoicing/drafts/details.tsx';
import type { OpenDraft } from '#views/invoicing/drafts/facts.ts';
import { DraftGate } from '#views/invoicing/drafts/gate.tsx';
import { DraftOffers } from '#views/invoicing/drafts/offers.tsx';
import { rowScope } from '#views/invoicing/lines/row.tsx';
import { LineSheet } from '#views/invoicing/lines/sheet.tsx';
import { AlreadyBilled } from '#views/invoicing/sources/billed.tsx';
import { InvoiceStatusChip } from '#views/invoicing/status.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly draft: OpenDraft;
  /** It was to be issued and cannot be. */
  readonly refused: boolean;
}

/** One form: whatever button is pressed, what was typed is saved or comes back. */
export function InvoiceEdit({ ui, draft, refused }: Props): JSX.Element {
  const { invoice, sheet, billed } = draft;
  const path = invoicePath(invoice.id);
  const title = ui.t('invoicing.draft.title', { client: invoice.clientName });
  const language = { 'data-sheet': true, 'data-currency': invoice.currency, 'data-locale': localeTag(ui.locale) };
  return (
    <>
      <PageHead
        ui={ui}
        title={title}
        lead={ui.t('invoicing.draft.lead')}
        crumbs={[{ label: ui.t('invoicing.title'), href: INVOICES }]}
        chips={<InvoiceStatusChip ui={ui} invoice={invoice} />}
      >
        <DraftHeadActions ui={ui} invoice={invoice} />
      </PageHead>
      <AlreadyBilled ui={ui} billed={billed} />
      <Form ui={ui} action={path} form={summaryOf(ui, sheet)} id="draft" attrs={language}>
        <FirstButton ui={ui} invoice={invoice} />
        <div class="cols">
          <div class="stack">
            <DraftLines ui={ui} draft={draft} />
            <DraftDetails ui={ui} form={sheet.details} exempt={draft.choices.length > 1} />
            <FormActions>
              <Button ui={ui} label={ui.t('invoicing.save')} />
              <ButtonLink ui={ui} label={ui.t('invoicing.cancel')} href={path} variant="plain" />
            </FormActions>
          </div>
          <aside class="stack">
            <DraftGate ui={ui} draft={draft} refused={refused} />
            <DraftOffers ui={ui} draft={draft} />
          </aside>
        </div>
      </Form>
    </>
  );
}

function DraftHeadActions({ ui, invoice }: { readonly ui: Ui; readonly invoice: Invoice }): JSX.Element {
  if (!ui.can('invoicing.delete')) return '';
  return (
    <Form ui={ui} action={invoiceRemovalPath(invoice.id)} inline>
      <Button ui={ui} label={ui.t('invoicing.remove')} icon="trash" />
    </Form>
  );
}

/** What Enter presses where no script moves on to the next line: the first button of a form. */
function FirstButton({ ui, invoice }: { readonly ui: Ui; readonly invoice: Invoice }): JSX.Element {
  return (
    <button class="hidden" type="submit" tabindex="-1" formaction={attr(linesPath(invoice.id))} safe>
      {ui.t('invoicing.line.add')}
    </button>
  );
}

function DraftLines({ ui, draft: { invoice, sheet, choices } }: Omit<Props, 'refused'>): JSX.Element {
  return (
    <Card title={ui.t('invoicing.lines')} tools={<LineKeys ui={ui} />} id="lines">
      <LineSheet ui={ui} invoice={invoice} sheet={sheet} choices={choices} />
      <div class="pad">
        <Button
          ui={ui}
          label={ui.t('invoicing.line.add')}
          icon="plus"
          attrs={{ formaction: attr(linesPath(invoice.id)), 'data-add': true }}
        />
      </div>
    </Card>
  );
}

function LineKeys({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <span class="faint small" data-needs-script hidden>
      <kbd safe>{ui.t('invoicing.line.enter')}</kbd> <span safe>{ui.t('invoicing.line.next')}</span> · <kbd>Alt ↑↓</kbd>{' '}
      <span safe>{ui.t('invoicing.line.move')}</span>
    </span>
  );
}

/** As many as are read; the others are beside their fields all the same. */
const MOST_ERRORS = 20;

/** What is wrong, each with its line. */
function summaryOf(ui: Ui, { details, rows }: Sheet): FormState {
  const errors = rows.flatMap(({ form }, index) =>
    Object.entries(form.errors).map(([name, text]) => [
      `${rowScope(index)}-${name}`,
      ui.t('invoicing.line.error', { line: index + 1, text }),
    ]),
  );
  return { values: {}, errors: { ...Object.fromEntries(errors.slice(0, MOST_ERRORS)), ...details.errors } };
}
