import type { Wordings } from '#platform/history/model.ts';

/** Actions of former versions did not keep whom a mail went to. */
const recipient = (to: string | undefined) => ({ known: to !== undefined, to: to ?? '' });

export const wordings: Wordings = {
  'invoicing.send': (_, { to }) => recipient(to),
  'invoicing.remind': (_, { to }) => recipient(to),
  'invoicing.withdraw-reminder': (_, { to = '' }) => ({ to }),
  'invoicing.credit': (_, { creditNote = '' }) => ({ creditNote }),
};
