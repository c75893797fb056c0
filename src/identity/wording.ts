import type { Wordings } from '#platform/history/model.ts';

export const wordings: Wordings = {
  'identity.reset': (_, { fields }) => ({ done: fields !== undefined }),
  'identity.profile': (_, { fields = [] }) => ({ password: fields.includes('password') }),
  'identity.revoke': (_, { count = 0 }) => ({ count }),
};
