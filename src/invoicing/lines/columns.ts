import { invoiceLines } from '#invoicing/schema.ts';

/** What a line says. */
export const LINE = {
  id: invoiceLines.id,
  description: invoiceLines.description,
  detail: invoiceLines.detail,
  quantity: invoiceLines.quantity,
  unit: invoiceLines.unit,
  unitPrice: invoiceLines.unitPrice,
  vatRate: invoiceLines.vatRate,
  vatCategory: invoiceLines.vatCategory,
};
