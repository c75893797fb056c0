import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClientCard } from '#clients/model.ts';
import { adviceOn, obstaclesTo } from '#invoicing/issuance/model.ts';
import { lineForm } from '#invoicing/lines/forms.ts';
import { vatChoiceOf, vatChoicesFor, vatOfChoice } from '#invoicing/lines/model.ts';
import {
  amountDue,
  amountToRefund,
  type Balance,
  formatNumber,
  type Line,
  lineNet,
  settlementOf,
  statusOf,
  totalsOf,
} from '#invoicing/model.ts';
import type { StudioProfile } from '#studios/model.ts';

const RATES = [2000, 1000, 550, 210, 850, 175, 105, 1300, 90];

interface Drawn {
  /** Ten thousandths. */
  readonly quantity: bigint;
  readonly unitPrice: bigint;
  readonly vatRate: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  quantity: fc.bigInt({ min: -99_999_999n, max: 9_999_999_999n }),
  unitPrice: fc.bigInt({ min: 0n, max: 10n ** 10n }),
  vatRate: fc.constantFrom(...RATES, 0),
});

function decimal(tenThousandths: bigint): string {
  const sign = tenThousandths < 0n ? '-' : '';
  const digits = (tenThousandths < 0n ? -tenThousandths : tenThousandths).toString().padStart(5, '0');
  return `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

function lineOf({ quantity, unitPrice, vatRate }: Drawn): Line {
  const vatCategory = vatRate === 0 ? 'E' : 'S';
  return { description: 'x', detail: '', unit: 'piece', quantity: decimal(quantity), unitPrice, vatRate, vatCategory };
}

/** A second way to the same sums: whole fractions with remainders, never a decimal string, never a float. */
const oracle = {
  round(numerator: bigint, denominator: bigint): bigint {
    const quotient = numerator / denominator;
    const remainder = numerator % denominator;
    const twice = (remainder < 0n ? -remainder : remainder) * 2n;
    return twice < denominator ? quotient : quotient + (numerator < 0n ? -1n : 1n);
  },
  totals(lines: readonly Drawn[]) {
    const bases = new Map<number, bigint>();
    for (const { quantity, unitPrice, vatRate } of lines)
      bases.set(vatRate, (bases.get(vatRate) ?? 0n) + oracle.round(quantity * unitPrice, 10_000n));
    let [net, tax] = [0n, 0n];
    for (const [rate, base] of bases) {
      net += base;
      tax += oracle.round(base * BigInt(rate), 10_000n);
    }
    return { net, tax, gross: net + tax };
  },
};

describe('totals', () => {
  it('are those of exact fractions, whatever the lines', () => {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 30 }), fc.constantFrom('EUR', 'JPY', 'TND'), (lines, currency) => {
        const { net, tax, gross, taxes } = totalsOf(lines.map(lineOf), currency);
        expect({ net, tax, gross }).toEqual(oracle.totals(lines));
        expect(taxes.reduce((sum, each) => sum + each.base, 0n)).toBe(net);
        expect(new Set(taxes.map(({ vatRate }) => vatRate)).size).toBe(taxes.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('do not depend on the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 2, maxLength: 20 }), (lines) => {
        const [forth, back] = [lines, lines.toReversed()].map((each) => totalsOf(each.map(lineOf), 'EUR'));
        expect(forth).toEqual(back);
      }),
      { numRuns: 500 },
    );
  });

  it('keep the halves that a float would lose', () => {
    const line = { ...lineOf({ quantity: 10_000n, unitPrice: 0n, vatRate: 2000 }), quantity: '1.005', unitPrice: 100n };
    expect(lineNet(line, 'EUR').amount).toBe(101n);
    expect(Math.round(1.005 * 100)).toBe(100);
    expect(lineNet({ quantity: '-0.5', unitPrice: 1n }, 'EUR').amount).toBe(-1n);
  });

  it('round VAT once a rate, not line by line', () => {
    const lines = Array.from({ length: 3 }, () => lineOf({ quantity: 10_000n, unitPrice: 2n, vatRate: 2000 }));
    expect(totalsOf(lines, 'EUR')).toMatchObject({ net: 6n, tax: 1n, gross: 7n });
  });
});

describe('what is owed', () => {
  const balance = (gross: bigint, paid: bigint, credited: bigint): Balance => ({
    kind: 'invoice',
    gross,
    paid,
    credited,
  });

  it.each([
    [balance(100n, 0n, 0n), 100n, 0n, 'open'],
    [balance(100n, 40n, 0n), 60n, 0n, 'open'],
    [balance(100n, 100n, 0n), 0n, 0n, 'paid'],
    [balance(100n, 130n, 0n), 0n, 30n, 'paid'],
    [balance(100n, 0n, 100n), 0n, 0n, 'cancelled'],
    [balance(100n, 40n, 100n), 0n, 40n, 'paid'],
    [balance(0n, 0n, 0n), 0n, 0n, 'paid'],
  ])('%o', (given, due, toRefund, settlement) => {
    expect([amountDue(given), amountToRefund(given), settlementOf(given)]).toEqual([due, toRefund, settlement]);
  });

  it('is never both', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, amount, amount, (gross, paid, credited) => {
        const given = balance(gross, paid, credited);
        expect(amountDue(given) * amountToRefund(given)).toBe(0n);
        expect(amountDue(given) - amountToRefund(given)).toBe(gross - paid - credited);
      }),
    );
  });

  it('is nothing on a credit note', () => {
    expect(amountDue({ ...balance(100n, 0n, 0n), kind: 'credit-note' })).toBe(0n);
  });
});

describe('status', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const none = { issuedAt: null, sentAt: null, paidAt: null, overdueAt: null, cancelledAt: null, paid: 0n };
  it.each([
    ['draft', {}],
    ['issued', { issuedAt: now }],
    ['sent', { issuedAt: now, sentAt: now }],
    ['partly-paid', { issuedAt: now, sentAt: now, paid: 1n }],
    ['overdue', { issuedAt: now, sentAt: now, paid: 1n, overdueAt: now }],
    ['paid', { issuedAt: now, overdueAt: now, paid: 1n, paidAt: now }],
    ['cancelled', { issuedAt: now, overdueAt: now, cancelledAt: now }],
  ])('%s', (status, facts) => {
    expect(statusOf({ ...none, ...facts })).toBe(status);
  });
});

it('numbers are what BR-FR-01 takes', () => {
  expect(formatNumber('invoice', 2026, 42)).toBe('FAC-2026-0042');
  expect(formatNumber('credit-note', 2026, 123_456)).toBe('AV-2026-123456');
  expect(formatNumber('invoice', 2026, 1)).toMatch(/^[A-Za-z0-9+\-_/]{1,35}$/);
});

describe('a line as it is typed', () => {
  const choices = vatChoicesFor('normal');
  const read = (fields: Record<string, string>) =>
    lineForm({ currency: 'EUR', locale: 'fr' }, choices).safeParse({ description: 'x', unitPrice: '1', ...fields });

  it.each([
    ['1', '1'],
    ['1,5', '1.5'],
    ['-2', '-2'],
    ['−2', '-2'],
    ['1 200', '1200'],
    ['0.0001', '0.0001'],
    ['1h30', '1.5000'],
    ['0:45', '0.7500'],
  ])('quantity %s', (typed, quantity) => {
    expect(read({ quantity: typed }).data?.quantity).toBe(quantity);
  });

  it.each(['', '0', '0,0', 'x', '1,23456', '1234567', '1e3', '٣'])('no quantity: %s', (typed) => {
    expect(read({ quantity: typed }).success).toBe(false);
  });

  it.each(['-1', '', 'cher', '100000000,01'])('no price: %s', (unitPrice) => {
    expect(read({ unitPrice }).success).toBe(false);
  });

  it('takes the rates of the law and no others', () => {
    expect(read({ vat: 'S-1960' }).success).toBe(false);
    expect(read({ vat: 'S-550' }).data).toMatchObject({ vatRate: 550, vatCategory: 'S' });
    expect(vatChoicesFor('franchise')).toEqual(['E-0']);
    for (const choice of choices) expect(vatChoiceOf(vatOfChoice(choice))).toBe(choice);
  });
});

describe('what keeps an invoice from being issued', () => {
  const profile = {
    legalName: 'Studio Lumen',
    addressLine1: '12 rue des Vignoles',
    postalCode: '75020',
    city: 'Paris',
    country: 'FR',
    siren: '732829320',
    vatNumber: 'FR44732829320',
    vatRegime: 'normal',
  } as StudioProfile;
  const person = { kind: 'person', name: 'Mona', street: null, city: null, country: null } as ClientCard;
  const company = { ...person, kind: 'company', street: '4 quai', city: 'Lyon', vatNumber: null } as ClientCard;
  const line = { vatCategory: 'S', vatRate: 2000 };
  const invoice = { lines: [line], gross: 120n, exemption: '' } as unknown as Parameters<
    typeof obstaclesTo
  >[0]['invoice'];
  const untaxed = (vatCategory: string) =>
    ({ ...invoice, lines: [{ vatCategory, vatRate: 0 }] }) as unknown as typeof invoice;
  const franchise = { ...profile, vatRegime: 'franchise', vatNumber: '' } as StudioProfile;

  it.each([
    ['nothing', { invoice, profile, client: person }, []],
    ['no lines', { invoice: { ...invoice, lines: [] }, profile, client: person }, ['lines']],
    ['a sum below zero', { invoice: { ...invoice, gross: -1n }, profile, client: person }, ['total']],
    ['an unknown seller', { invoice, profile: { ...profile, siren: '', city: '' }, client: person }, ['seller']],
    ['a company without address', { invoice, profile, client: { ...company, street: ' ' } }, ['buyer-address']],
    [
      'a sole trader without address',
      { invoice, profile, client: { ...person, siren: '732829320' } },
      ['buyer-address'],
    ],
    ['reverse charge without VAT number', { invoice: untaxed('AE'), profile, client: company }, ['buyer-vat-number']],
    ['an exemption without reason', { invoice: untaxed('E'), profile, client: person }, ['exemption']],
    ['VAT under the franchise', { invoice, profile: franchise, client: person }, ['franchise']],
    ['the franchise itself', { invoice: untaxed('E'), profile: franchise, client: person }, []],
  ])('%s', (_, facts, about) => {
    expect(obstaclesTo(facts as never).map((obstacle) => obstacle.about)).toEqual(about);
  });

  it('leaves to advice what the law leaves open', () => {
    expect(adviceOn(person)).toEqual(['buyer-address']);
    expect(adviceOn(company)).toEqual(['buyer-siren']);
    expect(adviceOn({ ...company, country: 'BE' })).toEqual([]);
  });
});
