/** The code that a banking app scans to fill in a SEPA credit transfer: EPC069-12, version 002. */
import { compactIban, isBic, isSepaIban } from '#platform/format/iban.ts';
import { type Money, toDecimal } from '#platform/format/money.ts';

export interface CreditTransfer {
  /** Of the account's holder. */
  readonly name: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly amount: Money;
  /** What the payer's bank passes on: the invoice's number. */
  readonly remittance: string;
}

const LARGEST = 99_999_999_999n;
const MAX_BYTES = 331;

/** In SEPA, but not in the European Economic Area: there the bank's BIC is still needed. */
const OUTSIDE_EEA: ReadonlySet<string> = new Set('AD AL CH GB GI MC MD ME MK RS SM VA'.split(' '));

/** The text of the code; null where no such transfer can be made (another currency, amount or account than SEPA takes). */
export function epcPayload(transfer: CreditTransfer): string | null {
  const { amount, currency } = transfer.amount;
  const name = oneLine(transfer.name, 70);
  if (currency !== 'EUR' || amount < 1n || amount > LARGEST || name === '' || !isSepaIban(transfer.iban)) return null;
  const iban = compactIban(transfer.iban);
  const bic = transfer.bic !== null && isBic(transfer.bic) ? compactIban(transfer.bic) : '';
  if (bic === '' && OUTSIDE_EEA.has(iban.slice(0, 2))) return null;
  const sum = `EUR${toDecimal(transfer.amount)}`;
  const remittance = oneLine(transfer.remittance, 140);
  // Nothing follows the last element that holds something, so without a remittance text the sum comes last.
  const payload = ['BCD', '002', '1', 'SCT', bic, name, iban, sum, '', '', remittance].join('\n').trimEnd();
  return new TextEncoder().encode(payload).length <= MAX_BYTES ? payload : null;
}

/** A line break would shift every field after it, and half a surrogate pair has no bytes. */
function oneLine(text: string, length: number): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return [...clean].slice(0, length).join('').trim();
}
