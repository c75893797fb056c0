import { describe, expect, it } from 'vitest';
import { type Catalogs, createTranslator, type MessageKey, type MessageValues } from '#platform/i18n/translate.ts';

const catalogs: Catalogs = {
  fr: {
    'test.plain': 'L’heure, <b>c’est</b> l’heure',
    'test.name': 'Bonjour {name} !',
    'test.count': '{count, plural, one {# séance} many {# de séances} other {# séances}}',
    'test.kind': '{kind, select, invoice {la facture} other {l’avoir}}',
    'test.number': '{n, number}',
    'test.quoted': "Les accolades '{'ainsi'}', l''apostrophe",
    'test.broken': '{name',
  },
  en: { 'test.plain': 'Time is up', 'test.count': '{count, plural, one {# session} other {# sessions}}' },
};

function translate(key: string, values?: MessageValues, locale: 'fr' | 'en' = 'fr', onMissing?: 'throw' | 'show-key') {
  return createTranslator(catalogs, locale, onMissing)(key as MessageKey, values);
}

describe('translate', () => {
  it('shows what needs no values as it is written', () => {
    expect(translate('test.plain')).toBe('L’heure, <b>c’est</b> l’heure');
    expect(translate('test.plain', undefined, 'en')).toBe('Time is up');
  });

  it('puts values in raw', () => {
    expect(translate('test.name', { name: '<script>{x}\u202e' })).toBe('Bonjour <script>{x}\u202e !');
    expect(translate('test.name', { name: '' })).toBe('Bonjour  !');
  });

  it('counts as the language does', () => {
    const french = [0, 1, 2, 1_000_000].map((count) => translate('test.count', { count }).replace(/\s/g, ' '));
    expect(french).toEqual(['0 séance', '1 séance', '2 séances', '1 000 000 de séances']);
    const english = [0, 1, 2].map((count) => translate('test.count', { count }, 'en'));
    expect(english).toEqual(['0 sessions', '1 session', '2 sessions']);
  });

  it('selects, formats numbers, and knows quoting', () => {
    expect(translate('test.kind', { kind: 'credit-note' })).toBe('l’avoir');
    expect(translate('test.number', { n: 1234.5 }).replace(/\s/g, ' ')).toBe('1 234,5');
    expect(translate('test.quoted')).toBe("Les accolades {ainsi}, l'apostrophe");
  });

  it('fails loudly where a key or value is missing, or shows the key', () => {
    expect(() => translate('test.none')).toThrow('test.none');
    expect(() => translate('toString')).toThrow('toString');
    expect(() => translate('test.name')).toThrow('test.name');
    expect(() => translate('test.broken', { name: 'x' })).toThrow('test.broken');
    for (const key of ['test.none', 'test.name', 'test.broken']) expect(translate(key, {}, 'fr', 'show-key')).toBe(key);
  });

  it('is made once for each language', () => {
    expect(createTranslator(catalogs, 'fr')).toBe(createTranslator(catalogs, 'fr'));
    expect(createTranslator(catalogs, 'fr')).not.toBe(createTranslator(catalogs, 'en'));
  });
});
