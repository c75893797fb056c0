/** Values of a message while its reader's language is not known: sums and lists are put into words last. */
import type { Formatter } from '#platform/format/formatter.ts';
import type { Money } from '#platform/format/money.ts';
import type { MessageKey, MessageValues, Translate } from '#platform/i18n/translate.ts';
import type { Permission } from '#platform/scope.ts';

/** A message that says who may: `{who}` in it is "un propriétaire ou un gestionnaire". */
export interface Needed {
  readonly messageKey: MessageKey;
  readonly permission: Permission;
}

/** An array is a list of messages: "a, b et c". */
export type MessageFact = string | number | Money | readonly (MessageKey | Needed)[];
export type MessageFacts = Readonly<Record<string, MessageFact>>;

interface Language {
  readonly t: Translate;
  readonly format: Formatter;
  whoMay(permission: Permission): string;
}

export function toMessageValues(facts: MessageFacts, { t, format, whoMay }: Language): MessageValues {
  const name = (fact: MessageKey | Needed) =>
    typeof fact === 'string' ? t(fact) : t(fact.messageKey, { who: whoMay(fact.permission) });
  const write = (fact: MessageFact) => {
    if (typeof fact === 'string' || typeof fact === 'number') return fact;
    return 'amount' in fact ? format.money(fact) : format.list(fact.map(name));
  };
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, write(fact)]));
}
