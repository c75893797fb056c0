/** What countries and currencies are called, in the reader's language. */
import { localeTag } from '#platform/i18n/locale.ts';
import type { Locale } from '#platform/scope.ts';
import type { Option } from '#views/ui/select.tsx';

const known = new Map<string, readonly Option[]>();

/** Options for codes of ISO 3166-1 (`region`) or ISO 4217 (`currency`), in the given order or by name. */
export function namedOptions(
  locale: Locale,
  type: 'region' | 'currency',
  codes: readonly string[],
  byName = false,
): readonly Option[] {
  const key = `${locale} ${type}`;
  const options = known.get(key) ?? nameAll(locale, type, codes, byName);
  known.set(key, options);
  return options;
}

function nameAll(locale: Locale, type: 'region' | 'currency', codes: readonly string[], byName: boolean) {
  const names = new Intl.DisplayNames(localeTag(locale), { type });
  const options = codes.map((code) => {
    const name = names.of(code) ?? code;
    return { value: code, label: type === 'currency' ? `${code} · ${name}` : name };
  });
  const collator = new Intl.Collator(localeTag(locale));
  return byName ? options.sort((a, b) => collator.compare(a.label, b.label)) : options;
}
