import type { Wordings } from '#platform/history/model.ts';

export const wordings: Wordings = {
  'portal.login': (_, { step = 'entered', person = '' }) => ({ step, person, known: person === '' ? 'no' : 'yes' }),
  'portal.switch': (_, { person = '' }) => ({ person }),
  'portal.end-logins': (_, { count = 1 }) => ({ count }),
  'portal.revoke': (_, { person = '' }) => ({ person, known: person === '' ? 'no' : 'yes' }),
  'portal.invite': (_, { person = '' }) => ({ person }),
};
