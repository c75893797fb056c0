import type { Sheet } from '#invoicing/drafts/forms.ts';
import type { Readiness } from '#invoicing/issuance/service.ts';
import type { VatChoice } from '#invoicing/lines/model.ts';
import type { Invoice } from '#invoicing/model.ts';
import type { Offers } from '#invoicing/sources/service.ts';
import type { ToldBilled } from '#invoicing/sources/tell.ts';

/** What the page on which a draft is typed knows. */
export interface OpenDraft {
  readonly invoice: Invoice;
  readonly sheet: Sheet;
  readonly choices: readonly VatChoice[];
  readonly readiness: Readiness;
  readonly offers: Offers;
  readonly billed: readonly ToldBilled[];
}
