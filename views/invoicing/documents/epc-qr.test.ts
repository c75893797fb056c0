import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '#platform/format/money.ts';
import { type CreditTransfer, epcPayload } from '#views/invoicing/documents/epc-qr.ts';
import { qrMatrix } from '#views/ui/qr-matrix.ts';

const transfer: CreditTransfer = {
  name: 'Studio Lumen',
  iban: 'FR14 2004 1010 0505 0001 3M02 606',
  bic: 'PSSTFRPPPAR',
  amount: money(41_280n, 'EUR'),
  remittance: 'FAC-2026-0151',
};

const fields = (change: Partial<CreditTransfer>) => epcPayload({ ...transfer, ...change })?.split('\n');

describe('epcPayload', () => {
  it('has its elements in order, each on its line, and nothing after the last', () => {
    expect(epcPayload(transfer)).toBe(
      'BCD\n002\n1\nSCT\nPSSTFRPPPAR\nStudio Lumen\nFR1420041010050500013M02606\nEUR412.80\n\n\nFAC-2026-0151',
    );
  });

  it('may go without a BIC in the European Economic Area, not outside', () => {
    expect(fields({ bic: null })?.[4]).toBe('');
    expect(fields({ bic: 'not a BIC' })?.[4]).toBe('');
    const swiss = 'CH93 0076 2011 6238 5295 7';
    expect(fields({ iban: swiss, bic: null })).toBeUndefined();
    expect(fields({ iban: swiss, bic: 'UBSWCHZH80A' })?.[6]).toBe('CH9300762011623852957');
  });

  it('ends with the sum where there is no remittance text', () => {
    expect(fields({ remittance: '' })?.at(-1)).toBe('EUR412.80');
  });

  it.each([
    [1n, 'EUR0.01'],
    [100n, 'EUR1.00'],
    [99_999_999_999n, 'EUR999999999.99'],
  ])('takes %d cents', (amount, text) => expect(fields({ amount: money(amount, 'EUR') })?.[7]).toBe(text));

  it.each<[string, Partial<CreditTransfer>]>([
    ['nothing to pay', { amount: money(0n, 'EUR') }],
    ['a negative sum', { amount: money(-1n, 'EUR') }],
    ['a sum that SEPA does not take', { amount: money(100_000_000_000n, 'EUR') }],
    ['another currency', { amount: money(100n, 'CHF') }],
    ['a wrong IBAN', { iban: 'FR1420041010050500013M02607' }],
    ['an account out of reach', { iban: 'BR1500000000000010932840814P2' }],
    ['no name', { name: ' \u200b\n' }],
    ['more than 331 bytes', { name: 'Ω'.repeat(70), remittance: 'Ω'.repeat(140) }],
  ])('is not made for %s', (_, change) => expect(epcPayload({ ...transfer, ...change })).toBeNull());

  it('cuts what is too long', () => {
    expect(fields({ name: 'N'.repeat(80) })?.[5]).toHaveLength(70);
    expect(fields({ name: 'N', remittance: 'R'.repeat(200) })?.[10]).toHaveLength(140);
  });

  it('lets no text shift the elements after it', () => {
    expect(fields({ name: 'a\ud83cb' })?.[5]).toBe('a b');
    expect(fields({ name: 'Bob\nDE89370400440532013000\r\nEUR999.00' })?.[5]).toBe(
      'Bob DE89370400440532013000 EUR999.00',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, remittance) => {
        const payload = epcPayload({ ...transfer, name, remittance });
        if (payload === null) return;
        expect(payload.split('\n').length).toBeLessThanOrEqual(11);
        expect(payload.split('\n').slice(6, 8)).toEqual(['FR1420041010050500013M02606', 'EUR412.80']);
        expect(new TextEncoder().encode(payload).length).toBeLessThanOrEqual(331);
        expect(() => qrMatrix(payload)).not.toThrow();
      }),
    );
  });
});

describe('qrMatrix', () => {
  it('is square, has its three eyes, and is no larger than version 13', () => {
    const longest = epcPayload({ ...transfer, name: 'N'.repeat(70), remittance: 'R'.repeat(140) }) ?? '';
    for (const payload of [epcPayload(transfer) ?? '', longest]) {
      const rows = qrMatrix(payload);
      expect(rows.length).toBeLessThanOrEqual(69);
      expect(rows.every((row) => row.length === rows.length)).toBe(true);
      const edge = [true, true, true, true, true, true, true, false];
      expect(rows[0]?.slice(0, 8)).toEqual(edge);
      expect(rows[0]?.slice(-8)).toEqual([...edge].reverse());
      expect(rows.at(-1)?.slice(0, 8)).toEqual(edge);
    }
  });
});
