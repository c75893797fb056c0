import type { Wordings } from '#platform/history/model.ts';

export const wordings: Wordings = {
  'identity.reset': (_, { fields }) => ({ done: fields !== undefined }),
  'identity.confirm': (_, { step = 'asked' }) => ({ step }),
  'identity.profile': (_, { fields = [] }) => ({
    what: fields.includes('password') ? 'password' : fields.includes('email') ? 'email' : 'other',
  }),
  'identity.refuse-login': (_, { name }) => ({ known: name !== undefined }),
  'identity.deny': (_, { permission = '' }) => ({ module: permission.split('.')[0] ?? '' }),
  'identity.view': (_, { permission = '' }) => ({ module: permission.split('.')[0] ?? '' }),
  'identity.revoke': (_, { count = 0 }) => ({ count }),
};
