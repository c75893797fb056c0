import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { pseudoCatalogs, pseudoText, withoutPseudo } from '#testing/pseudo.ts';

const format = (message: string, values: Record<string, string | number>) =>
  String(new IntlMessageFormat(pseudoText(message), 'fr-FR', undefined, { ignoreTag: true }).format(values));

describe('the language of tests', () => {
  it('has accents, brackets, and keeps what ICU reads', () => {
    expect(pseudoText('Bonjour')).toBe('⟦Bôönjôöûür⟧');
    expect(format('Bonjour {name} !', { name: 'Ana' })).toBe('⟦Bôönjôöûür Ana !⟧');
    expect(format('{count, plural, one {# note} other {# notes}}', { count: 2 })).toBe('⟦2 nôötêës⟧');
    expect(format('{kind, select, invoice {la facture} other {l’avoir}}', { kind: 'invoice' })).toContain('fáàctûürêë');
    expect(format("Entre '{'accolades'}' {name}", { name: 'Ana' })).toContain('{áàccôöláàdêës} Ana');
  });

  it('is two fifths longer than French, and every message compiles', () => {
    const pseudo = pseudoCatalogs(catalogs).fr;
    for (const message of Object.values(pseudo))
      expect(() => new IntlMessageFormat(message, 'fr-FR', undefined, { ignoreTag: true }), message).not.toThrow();
    const length = (texts: Readonly<Record<string, string>>) => Object.values(texts).join('').length;
    expect(length(pseudo) / length(catalogs.fr)).toBeGreaterThan(1.3);
    expect(pseudoCatalogs(catalogs).en).toBe(catalogs.en);
  });

  it('is recognisable among other texts, within itself too', () => {
    expect(withoutPseudo('⟦Áà ⟦b⟧ c⟧ Mona ⟦d⟧').trim()).toBe('Mona');
  });
});
