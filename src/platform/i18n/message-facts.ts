/** Values of a message while its reader's language is not known: sums and lists are put into words last. */
import type { Formatter } from '#platform/format/formatter.ts';
import type { Money } from '#platform/format/money.ts';
import type { MessageKey, MessageValues, Translate } from '#platform/i18n/translate.ts';

/** An array is a list of messages: "a, b et c". */
export type MessageFact = string | number | Money | readonly MessageKey[];
export type MessageFacts = Readonly<Record<string, MessageFact>>;

interface Language {
  readonly t: Translate;
  readonly format: Formatter;
}

export function toMessageValues(facts: MessageFacts, { t, format }: Language): MessageValues {
  const write = (fact: MessageFact) => {
    if (typeof fact === 'string' || typeof fact === 'number') return fact;
    return 'amount' in fact ? format.money(fact) : format.list(fact.map((key) => t(key)));
  };
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, write(fact)]));
}
