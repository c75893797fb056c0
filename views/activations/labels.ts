import type { ActivationKind } from '#activations/model.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

export const KINDS = {
  technical: {
    title: 'activations.technical',
    give: 'activations.technical.give',
    withdraw: 'activations.technical.withdraw',
    missing: 'activations.technical.missing',
    given: 'activations.technical.past.given',
    withdrawn: 'activations.technical.past.withdrawn',
  },
  commercial: {
    title: 'activations.commercial',
    give: 'activations.commercial.give',
    withdraw: 'activations.commercial.withdraw',
    missing: 'activations.commercial.missing',
    given: 'activations.commercial.past.given',
    withdrawn: 'activations.commercial.past.withdrawn',
  },
} as const satisfies Record<ActivationKind, Record<string, MessageKey>>;
