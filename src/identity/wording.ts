import type { Wordings } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';

export const wordings: Wordings = {
  'identity.login': (_, { by = 'password' }) => ({ by }),
  'identity.recover': (_, { step = 'asked' }) => ({ step }),
  'identity.prove': (_, { by = 'password' }) => ({ by }),
  'identity.second-factor': (_, { step = 'added' }) => ({ step }),
  'identity.passkey': (_, { step = 'added', passkey = '' }) => ({ step, passkey }),
  'identity.reset': (_, { fields }) => ({ done: fields !== undefined }),
  'identity.confirm': (_, { step = 'asked' }) => ({ step }),
  'identity.profile': (_, { fields = [] }) => ({
    what: fields.includes('password') ? 'password' : fields.includes('email') ? 'email' : 'other',
  }),
  'identity.refuse-login': (_, { name, by = 'password' }) => ({ known: name !== undefined, by }),
  'identity.deny': (_, { permission = '' }) => ({ module: permission.split('.')[0] ?? '' }),
  'identity.limit': (_, { route = '' }) => ({ route }),
  'identity.view': (_, { permission = '' }) => ({ module: permission.split('.')[0] ?? '' }),
  'identity.set-policy': (_, { policy = 'factor' }) => ({ policy }),
  'identity.refuse-address': (_, { name }) => ({ known: name !== undefined }),
  'identity.keep-audit': (_, { years }) => ({ years: years ?? 0 }),
  'identity.cut-audit': (ui, { count = 0, until }) => ({ count, until: until ? ui.format.date(until) : '' }),
  'identity.change-role': (ui, { from, role }) => ({ from: roleName(ui, from), role: roleName(ui, role) }),
  'identity.invite': (ui, { role }) => ({ role: roleName(ui, role) }),
  'identity.join': (ui, { role }) => ({ role: roleName(ui, role) }),
  'identity.revoke': (_, { count = 0 }) => ({ count }),
};

function roleName(ui: Ui, role: Role | undefined): string {
  return role === undefined ? '' : ui.t(`ui.role.${role}`);
}
