/** The matrix as its page shows it: each permission once, where its grantees put it. */
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Role } from '#platform/scope.ts';

/** From the highest. */
const STAFF = ['owner', 'admin', 'manager', 'user'] as const satisfies readonly Role[];

export interface Right {
  readonly label: MessageKey;
  readonly roles: readonly Role[];
}

export interface RightsOfModule {
  readonly title: MessageKey;
  readonly rights: readonly Right[];
}

export interface Rights {
  readonly roles: readonly Role[];
  /** By role, in the order of the modules. */
  readonly modules: readonly RightsOfModule[];
  /** Of clients, or of those with a link, alone. */
  readonly portal: readonly MessageKey[];
  /** Of those who need no login. */
  readonly anyone: readonly MessageKey[];
  /** Of no role: the clock does it. */
  readonly system: readonly MessageKey[];
}

/** `rooms.right.price` says the permission `rooms.price` in words. */
export const rightKey = (permission: string) => permission.replace('.', '.right.') as MessageKey;
export const headingKey = (module: string) => `${module}.rights` as MessageKey;

type Place = 'roles' | 'portal' | 'anyone' | 'system';

function placeOf(grantees: readonly string[]): Place {
  if (grantees.includes('anyone')) return 'anyone';
  if (grantees.length === 0) return 'system';
  return STAFF.some((role) => grantees.includes(role)) ? 'roles' : 'portal';
}

export function arrangeRights(matrix: Readonly<Record<string, readonly string[]>>): Rights {
  const modules = new Map<string, Right[]>();
  const others = { portal: [] as MessageKey[], anyone: [] as MessageKey[], system: [] as MessageKey[] };
  for (const [permission, grantees] of Object.entries(matrix)) {
    const place = placeOf(grantees);
    const label = rightKey(permission);
    if (place !== 'roles') {
      others[place].push(label);
      continue;
    }
    const module = permission.split('.')[0] ?? '';
    const rights = modules.get(module) ?? [];
    modules.set(module, [...rights, { label, roles: STAFF.filter((role) => grantees.includes(role)) }]);
  }
  return {
    roles: STAFF,
    modules: [...modules].map(([name, rights]) => ({ title: headingKey(name), rights })),
    ...others,
  };
}
