/**
 * Names and credentials in one PostgreSQL cluster. Everything is derived from the control database's name, so that several
 * installations share a server, and from the secret, so that no password of a studio's role is stored anywhere.
 */
import { createHmac } from 'node:crypto';
import { type Address, addressOf, type PrimaryAddress } from '#platform/db/client.ts';

export interface Cluster {
  readonly control: string;
  /** Login of web processes: the control database's tables, no more. */
  readonly webRole: string;
  /** Group of all studio roles: the studios' tables, no more. */
  readonly appRole: string;
  readonly templatePrefix: string;
  /** May create databases and roles; absent in a process that only serves pages. */
  admin(database: string): PrimaryAddress;
  readonly hasAdmin: boolean;
  readonly web: PrimaryAddress;
  studio(database: string): PrimaryAddress;
  /** Where pages read. One server does both today; a replica would have its address here, and nowhere else. */
  readonly readers: { readonly web: Address; studio(database: string): Address };
  studioDatabase(studioId: string): string;
  /** For signatures; `purpose` keeps keys apart. */
  key(purpose: string): Buffer;
}

export interface ClusterOptions {
  readonly adminUrl: string | null;
  readonly webUrl: string | null;
  readonly secret: string;
  /** Left out, the database in the address. */
  readonly control?: string;
}

const primary = (url: string, database: string): PrimaryAddress => ({ ...addressOf(url, database), primary: true });

export function createCluster({ adminUrl, webUrl, secret, control: given }: ClusterOptions): Cluster {
  const some = adminUrl ?? webUrl;
  if (!some) throw new Error('a cluster needs an address');
  const control = given ?? addressOf(some).database;
  const webRole = webUrl ? addressOf(webUrl).username : `${control}_web`;
  const key = (purpose: string) => createHmac('sha256', secret).update(purpose).digest();
  const password = (role: string) => key(`database-role:${role}`).toString('base64url');
  const base = primary(some, control);
  // Asked for at every request; deriving the password again each time would cost as much as a query's parameters.
  const known = new Map<string, PrimaryAddress>();
  const studio = (database: string): PrimaryAddress => {
    const address = known.get(database) ?? { ...base, database, username: database, password: password(database) };
    known.set(database, address);
    return address;
  };
  const web = webUrl ? primary(webUrl, control) : { ...base, username: webRole, password: password(webRole) };
  return {
    control,
    webRole,
    appRole: `${control}_app`,
    templatePrefix: `${control}_template_`,
    hasAdmin: adminUrl !== null,
    admin(database) {
      if (!adminUrl) throw new Error('this process holds no credential that may administer databases');
      return primary(adminUrl, database);
    },
    web,
    studio,
    readers: { web, studio },
    studioDatabase: (studioId) => `${control}_s_${studioId.replaceAll('-', '')}`,
    key,
  };
}
