import type { Wordings } from '#platform/history/model.ts';

export const wordings: Wordings = {
  'identity.login': (_, { by = 'password' }) => ({ by }),
  'identity.second-factor': (_, { step = 'added' }) => ({ step }),
  'identity.reset': (_, { fields }) => ({ done: fields !== undefined }),
  'identity.confirm': (_, { step = 'asked' }) => ({ step }),
  'identity.profile': (_, { fields = [] }) => ({
    what: fields.includes('password') ? 'password' : fields.includes('email') ? 'email' : 'other',
  }),
  'identity.revoke': (_, { count = 0 }) => ({ count }),
};
