import type { Wordings } from '#platform/history/model.ts';

export const wordings: Wordings = {
  'studios.update-billing': (_, { fields = [] }) => ({ what: fields.includes('legalName') ? 'company' : 'billing' }),
};
