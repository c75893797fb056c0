import { describe, expect, it } from 'vitest';
import { isCurrency } from '#platform/format/money.ts';
import {
  COUNTRIES,
  CURRENCIES,
  defaultVatRate,
  isVatRate,
  missingMentions,
  type StudioProfile,
  VAT_RATES,
  vatRatesFor,
} from '#studios/model.ts';

const profile: StudioProfile = {
  legalName: 'Lumen',
  legalForm: '',
  capital: null,
  addressLine1: '14 rue X',
  addressLine2: '',
  postalCode: '75010',
  city: 'Paris',
  country: 'FR',
  siren: '852739168',
  siret: '',
  rcs: '',
  apeCode: '',
  vatNumber: 'FR44852739168',
  vatRegime: 'normal',
  phone: '',
  email: '',
  website: '',
  iban: '',
  bic: '',
  accountHolder: '',
  paymentDays: 30,
  latePenaltyText: '',
  earlyPaymentText: '',
  logo: null,
};

describe('VAT', () => {
  it('has the rates that rule BR-FR knows, each once', () => {
    const rates = VAT_RATES.map(({ basisPoints }) => basisPoints);
    expect([...rates].sort((a, b) => a - b)).toEqual([0, 90, 105, 175, 210, 550, 850, 1000, 1300, 2000]);
    expect([2000, 550, 0, 210].every(isVatRate)).toBe(true);
    expect([1960, -1, 2001, 0.5].some(isVatRate)).toBe(false);
  });

  it('is 20 % unless the studio may charge none', () => {
    expect([defaultVatRate('normal'), defaultVatRate('debits'), defaultVatRate('franchise')]).toEqual([2000, 2000, 0]);
    expect(vatRatesFor('franchise').map(({ basisPoints }) => basisPoints)).toEqual([0]);
  });
});

describe('missingMentions', () => {
  it.each<[string, Partial<StudioProfile>, readonly string[]]>([
    ['nothing', {}, []],
    ['the seat', { addressLine1: '', postalCode: '', city: '' }, ['addressLine1', 'postalCode', 'city']],
    ['SIREN and VAT number', { siren: '', vatNumber: '' }, ['siren', 'vatNumber']],
    ['no VAT number under the franchise', { vatNumber: '', vatRegime: 'franchise' }, []],
    ['no SIREN outside France', { siren: '', country: 'BE' }, []],
  ])('%s', (_, change, missing) => expect(missingMentions({ ...profile, ...change })).toEqual(missing));
});

it('offers codes that there are', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  expect(COUNTRIES.filter((code) => !names.of(code))).toEqual([]);
  expect(CURRENCIES.filter((code) => !isCurrency(code))).toEqual([]);
  expect(new Set(COUNTRIES).size).toBe(COUNTRIES.length);
});
