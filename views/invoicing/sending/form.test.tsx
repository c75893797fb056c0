import { parse } from 'node-html-parser';
import { expect, test } from 'vitest';
import type { Invoice } from '#invoicing/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { InvoiceSending } from '#views/invoicing/sending/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const invoice = { id: '1', number: 'FAC-2026-0001', locale: 'fr', due: 12_000n } as Invoice;

const noticeWith = (local: readonly string[], iban: string, due = invoice.due): string => {
  const ui = {
    t: createTranslator(catalogs, 'fr'),
    locale: 'fr',
    local: new Set(local),
    can: () => true,
    requestKey: () => 'k',
    asset: (file: string) => `/static/${file}`,
  } as unknown as Ui;
  const html = InvoiceSending({ ui, invoice: { ...invoice, due }, form: freshForm(), iban }) as string;
  return parse(html).querySelector('.notice')?.text ?? '';
};

test('sending says beforehand when nothing can be paid online', () => {
  const iban = 'FR1420041010050500013M02606';
  expect(noticeWith(['payments'], '')).toBe('');
  expect(noticeWith([], iban)).toContain('carte n’est pas disponible');
  expect(noticeWith([], '')).toContain('ni carte, ni IBAN');
  expect(noticeWith([], '', 0n), 'nothing is due').toBe('');
});
