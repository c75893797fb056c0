import type { Wordings } from '#platform/history/model.ts';

/** " an address", or nothing where it is not known. */
const recipient = (to: string | undefined) => (to === undefined ? '' : ` ${to}`);

export const wordings: Wordings = {
  'invoicing.send': (_, { to }) => ({ to: recipient(to) }),
  'invoicing.remind': (_, { to }) => ({ to: recipient(to) }),
  'invoicing.credit': (_, { creditNote = '' }) => ({ creditNote }),
};
