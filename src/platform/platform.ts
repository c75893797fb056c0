/** Assembles the platform from configuration and modules. `main.ts`, the tests and the commands in ops/bin begin here. */
import { sql } from 'drizzle-orm';
import { storeNotes } from '#platform/audit/notes.ts';
import { type Can, createCan, type Matrix } from '#platform/authz/can.ts';
import { type Batcher, createBatcher } from '#platform/batches/batches.ts';
import { createDeliveries, type Deliveries } from '#platform/control/deliveries.ts';
import type { Connected } from '#platform/db/client.ts';
import { type ControlDoor, openControl } from '#platform/db/control.ts';
import { newId } from '#platform/db/ids.ts';
import { type Listening, openListening } from '#platform/db/listen.ts';
import { createRemembered } from '#platform/db/remembered.ts';
import { connectRenewed } from '#platform/db/renewed.ts';
import { transact } from '#platform/db/transaction.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { AppError } from '#platform/http/errors.ts';
import { createDispatcher, type Dispatcher } from '#platform/jobs/dispatcher.ts';
import type { WithWrite } from '#platform/jobs/effects.ts';
import { storeMessages } from '#platform/jobs/outbox.ts';
import type { Queue } from '#platform/jobs/queue.ts';
import { createRegistry, type Registry } from '#platform/jobs/registry.ts';
import type { Limits } from '#platform/live/hub.ts';
import { createLive, type Live } from '#platform/live/live.ts';
import type { Carrier } from '#platform/mail/carrier.ts';
import { createGate } from '#platform/mail/gate.ts';
import { createMailer, createMainMailer } from '#platform/mail/send-once.ts';
import type { Module } from '#platform/module.ts';
import { createRequestKeys, type RequestKeys } from '#platform/request-keys/request-keys.ts';
import type { Actor, MainScope, Scope, Studio } from '#platform/scope.ts';
import { createStorage, type Storage, type StorageConfig } from '#platform/storage/create-files.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';
import { createDirectory, type Directory } from '#platform/tenancy/directory.ts';
import {
  acquireScope,
  createMainScope,
  type ScopeRequest,
  type ScopeServices,
  withScope,
} from '#platform/tenancy/open-scope.ts';
import { createPools, type Pools } from '#platform/tenancy/pools.ts';

export interface PlatformOptions {
  readonly cluster: Cluster;
  readonly modules: readonly Module[];
  readonly matrix: Matrix;
  readonly publicUrl: URL;
  /** Most connections to studio databases. */
  readonly connections: number;
  readonly queue: Queue;
  readonly carrier: Carrier;
  readonly mailFrom: string;
  readonly storage: StorageConfig;
  /** Of the streams that pages follow; tests have others. */
  readonly liveLimits?: Limits;
  now?(): Date;
}

export interface Platform {
  readonly options: PlatformOptions;
  /** The control database's primary, for the platform itself; modules get their scope's. */
  readonly control: Connected;
  /** The one connection of this process that hears what is announced there. */
  readonly listening: Listening;
  readonly live: Live;
  readonly directory: Directory;
  readonly pools: Pools;
  readonly queue: Queue;
  readonly dispatcher: Dispatcher;
  readonly registry: Registry;
  readonly services: ScopeServices;
  readonly can: Can;
  readonly storage: Storage;
  readonly requestKeys: RequestKeys;
  /** @throws AppError not-found when no such studio exists */
  inScope<T>(studioId: string, actor: Actor, requestId: string, work: (scope: Scope) => Promise<T>): Promise<T>;
  /** For a job of the main host. */
  onMain<T>(actor: Actor, requestId: string, work: (scope: MainScope) => Promise<T>): Promise<T>;
  /** Whether the control database answers within a second. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** Statements that only read follow each other on few connections; a transaction keeps one to itself. */
const CONTROL_CONNECTIONS = { reader: 2, writer: 6 };

/** A transaction for the platform's own bookkeeping in a studio: no permission, no audit row. */
function withWriteFor(pools: Pools, cluster: Cluster) {
  return <T>(studio: Studio, work: (tx: WriteDb) => Promise<T>): Promise<T> =>
    pools.write(cluster.studio(studio.database), ({ db }) => transact(db, (tx) => work(tx as unknown as WriteDb)));
}

async function answers(control: Connected): Promise<boolean> {
  const deadline = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000).unref());
  const asked = control.db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, deadline]);
}

/** The control database's two connections, and what is remembered of it. */
async function openControlDatabase({ web, readers }: Cluster, listening: Listening) {
  const { reader: most, writer } = CONTROL_CONNECTIONS;
  const control = connectRenewed(web, { max: writer, name: 'regie control', idleSeconds: 0 });
  const reader = connectRenewed(readers.web, {
    max: most,
    name: 'regie control reader',
    readOnly: true,
    idleSeconds: 0,
  });
  const remembered = await createRemembered(listening, 'regie_people');
  return {
    control,
    door: openControl(reader, control, remembered),
    closeReader: () => reader.sql.end({ timeout: 5 }),
  };
}

const storesOf = (modules: readonly Module[]) =>
  new Map([['platform.notes', storeNotes], ...modules.flatMap(({ batches }) => Object.entries(batches ?? {}))]);

const clockOf = ({ now }: PlatformOptions) => now ?? (() => new Date());

function scopeServices(
  options: PlatformOptions,
  parts: {
    pools: Pools;
    door: ControlDoor;
    deliveries: Deliveries;
    directory: Directory;
    live: Live;
    batches: Batcher;
    registry: Registry;
    dispatcher: Dispatcher;
    can: Can;
    storage: Storage;
  },
): ScopeServices {
  const { cluster, publicUrl } = options;
  const { directory, live, registry, dispatcher, storage, ...own } = parts;
  const withWrite = withWriteFor(own.pools, cluster);
  const policies = options.modules.flatMap(({ mail }) => mail ?? []);
  return {
    cluster,
    publicUrl,
    ...own,
    forget: directory.forget,
    subscribers: registry.subscribers,
    storeMessages,
    hint: dispatcher.hint,
    dispatch: dispatcher.dispatch,
    announce: live.announce,
    now: clockOf(options),
    mailerFor: (studio, scope) => {
      const inStudio: WithWrite = (work) => withWrite(studio, work);
      const gate = createGate(policies, scope, inStudio);
      return createMailer({ carrier: options.carrier, from: options.mailFrom, studio, withWrite: inStudio, gate });
    },
    mainMailer: createMainMailer({ carrier: options.carrier, from: options.mailFrom }),
    filesFor: (studio) => storage.filesOf(studio.id),
  };
}

function studioFinder(directory: Directory) {
  return async (studioId: string): Promise<Studio> => {
    const studio = await directory.byId(studioId);
    if (!studio) throw new AppError('not-found', 'platform.error.unknownHost');
    return studio;
  };
}

async function closePlatform({
  options,
  control,
  listening,
  live,
  pools,
  queue,
  dispatcher,
}: Pick<Platform, 'options' | 'control' | 'listening' | 'live' | 'pools' | 'queue' | 'dispatcher'>): Promise<void> {
  await live.close();
  await dispatcher.close();
  await queue.close();
  await listening.close();
  await pools.close();
  await control.sql.end({ timeout: 5 });
  await options.carrier.close();
}

/** All parts that are made without waiting; at the start only the directory is read. */
function assemble(options: PlatformOptions, control: Connected, door: ControlDoor, directory: Directory, live: Live) {
  const { cluster, queue, publicUrl, storage: config } = options;
  const pools = createPools(options.connections);
  const registry = createRegistry(options.modules);
  const can = createCan(options.matrix);
  const withWrite = withWriteFor(pools, cluster);
  const getStudio = studioFinder(directory);
  const inStudio = async <T>(studioId: string, work: (tx: WriteDb) => Promise<T>) =>
    withWrite(await getStudio(studioId), work);
  const attempts = (job: string) => registry.definitions.get(job)?.attempts ?? 5;
  const dispatcher = createDispatcher({ queue, control: control.db, withWrite: inStudio, attempts });
  const storage = createStorage({ config, publicUrl, key: cluster.key('files'), now: clockOf(options) });
  const batches = createBatcher(door, storesOf(options.modules));
  const deliveries = createDeliveries({
    ...dispatcher,
    ...{ control: control.db, withWrite: inStudio, storeMessages, queue, attempts },
  });
  const requestKeys = createRequestKeys({ inControl: door.transaction, inStudio: withWrite });
  const services = scopeServices(options, {
    pools,
    door,
    deliveries,
    directory,
    live,
    batches,
    registry,
    dispatcher,
    can,
    storage,
  });
  const parts = { pools, registry, dispatcher, storage, requestKeys, services, can };
  return { ...parts, options, control, directory, live, queue, batches, getStudio };
}

export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const listening = openListening(options.cluster.web);
  const { control, door, closeReader } = await openControlDatabase(options.cluster, listening);
  const directory = await createDirectory(control, listening, options.publicUrl.hostname);
  const live = await createLive({ ...options, listening, door, limits: options.liveLimits });
  const { batches, getStudio, ...assembled } = assemble(options, control, door, directory, live);
  const parts = { ...assembled, listening };
  return {
    ...parts,
    async inScope(studioId, actor, requestId, work) {
      return withScope(parts.services, { studio: await getStudio(studioId), actor, requestId }, work);
    },
    onMain: (actor, requestId, work) => work(createMainScope(parts.services, actor, requestId)),
    ready: () => answers(control),
    async close() {
      await batches.close();
      await closePlatform(parts);
      await closeReader();
    },
  };
}

/** For requests: the scope is opened before it is known who asks. */
export function scopeForRequest(platform: Platform) {
  return (request: Omit<ScopeRequest, 'actor'>) => acquireScope(platform.services, request);
}

/** Runs as the system, e.g. while a studio is filled. */
export function asSystem<T>(
  platform: Platform,
  studioId: string,
  name: string,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  return platform.inScope(studioId, { kind: 'system', name }, newId(), work);
}
