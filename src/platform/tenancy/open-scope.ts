/** Opens the scope of one studio for one request, job or command. */
import { createHmac } from 'node:crypto';
import type { Batcher } from '#platform/batches/batches.ts';
import { type ControlWriteServices, createControlWrite } from '#platform/control/write.ts';
import type { Connected } from '#platform/db/client.ts';
import { transact } from '#platform/db/transaction.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { createWrite, type WriteServices } from '#platform/db/write.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import { noRequestKey } from '#platform/request-keys/claim.ts';
import type { Actor, ControlScope, MainScope, Scope, Studio } from '#platform/scope.ts';
import { createSecrets } from '#platform/secrets.ts';
import type { Files } from '#platform/storage/files.ts';
import { inSpan } from '#platform/telemetry/trace.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';
import type { Lent, Pools } from '#platform/tenancy/pools.ts';

export interface ControlServices extends ControlWriteServices {
  readonly cluster: Pick<Cluster, 'studioDatabase' | 'key'>;
  readonly batches: Batcher;
  readonly publicUrl: URL;
  now(): Date;
}

export interface MainServices extends ControlServices {
  readonly mainMailer: MainScope['mail'];
}

export interface ScopeServices extends WriteServices, MainServices {
  readonly cluster: Cluster;
  readonly pools: Pools;
  mailerFor(studio: Studio, scope: () => Scope): Mailer;
  filesFor(studio: Studio): Files;
}

export interface ScopeRequest {
  readonly studio: Studio;
  readonly actor: Actor;
  readonly requestId: string;
  /** Of a request, where it came from. */
  readonly address?: string | null;
}

/** `https://studio.example:port`, without a trailing slash. */
export function studioOrigin(publicUrl: URL, studio: Pick<Studio, 'host'>): string {
  return `${publicUrl.protocol}//${studio.host}${publicUrl.port ? `:${publicUrl.port}` : ''}`;
}

/** On the main host, and the part of every studio's scope that does not depend on the studio. */
export function createControlScope(
  services: ControlServices,
  actor: Actor,
  requestId: string,
  { studioId = null, address = null }: { readonly studioId?: string | null; readonly address?: string | null } = {},
): ControlScope {
  const now = services.now();
  const { reader, writeUnaudited, recall } = services.door;
  const write = createControlWrite(() => scope, services, studioId);
  const scope: ControlScope = {
    studio: null,
    control: Object.assign(Object.create(reader) as typeof reader, { write, writeUnaudited, recall }),
    actor,
    can: (permission) => services.can(actor, permission),
    requestId,
    address,
    requestKey: noRequestKey(),
    now,
    publicUrl: services.publicUrl,
    studioDatabase: services.cluster.studioDatabase,
    secrets: createSecrets(services.cluster.key),
    batch: (name, key) => services.batches.add(name, key, now),
    link: (path) => services.publicUrl.origin + path,
    sign: signer(services, 'main'),
  };
  return scope;
}

function signer({ cluster }: ControlServices, owner: string): ControlScope['sign'] {
  return (purpose, text) =>
    createHmac('sha256', cluster.key(`${purpose} ${owner}`))
      .update(text)
      .digest('base64url');
}

/** For a job of the main host. */
export function createMainScope(services: MainServices, actor: Actor, requestId: string): MainScope {
  return { ...createControlScope(services, actor, requestId), studio: null, mail: services.mainMailer };
}

/** Of one request. */
interface Progress {
  hasWritten: boolean;
}

function createScope(
  services: ScopeServices,
  connected: Connected,
  progress: Progress,
  { studio, actor, requestId, address = null }: ScopeRequest,
): Scope {
  // Asked of the pools each time: a try after a lost connection needs another client than the scope's own.
  const writer = services.cluster.studio(studio.database);
  let open = 0;
  const transaction = async <T>(work: (tx: WriteDb) => Promise<T>) => {
    open += 1;
    progress.hasWritten = true;
    try {
      return await services.pools.write(writer, ({ db }) => transact(db, (tx) => work(tx as unknown as WriteDb)));
    } finally {
      open -= 1;
    }
  };
  const whole: Scope = {
    ...createControlScope(services, actor, requestId, { studioId: studio.id, address }),
    studio,
    db: connected.db,
    mail: services.mailerFor(studio, () => whole),
    files: services.filesFor(studio),
    sign: signer(services, studio.id),
    link: (path) => studioOrigin(services.publicUrl, studio) + path,
    write: createWrite(() => whole, services, transaction),
    writeUnaudited: (reason, work) => inSpan(`studio.${reason}`, () => transaction(work)),
  };
  return {
    ...whole,
    get db() {
      // It would not see what was written, and where the transaction has this connection it would wait for itself.
      if (open > 0) throw new Error('read through the open write: its db, not that of the scope');
      return connected.db;
    },
  };
}

export interface OpenedScope extends Pick<Lent, 'release'> {
  /** @throws AppError unavailable when the studio's database has fallen silent */
  during<T>(work: Promise<T>): Promise<T>;
  /** The same connection seen with another actor, once it is known who is asking. */
  as(actor: Actor): Scope;
}

/** The caller releases; `withScope` does it by itself. */
export async function acquireScope(
  services: ScopeServices,
  { studio, requestId, address = null }: Omit<ScopeRequest, 'actor'>,
): Promise<OpenedScope> {
  const { connected, during, release } = await services.pools.acquire(services.cluster.readers.studio(studio.database));
  const progress: Progress = { hasWritten: false };
  return {
    as: (actor) => createScope(services, connected, progress, { studio, actor, requestId, address }),
    during: (work) => during(work, () => progress.hasWritten),
    release,
  };
}

export async function withScope<T>(
  services: ScopeServices,
  request: ScopeRequest,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const opened = await acquireScope(services, request);
  try {
    return await work(opened.as(request.actor));
  } finally {
    opened.release();
  }
}
