/** The platform's middleware in order, then the modules' routes. A route that does not say who may take it stops the start. */
import { Hono, type MiddlewareHandler } from 'hono';
import { newId } from '#platform/db/ids.ts';
import { accessOf, publicAccess } from '#platform/http/access.ts';
import { answerError } from '#platform/http/answer-error.ts';
import { answerOnce } from '#platform/http/answer-once.ts';
import { brandStylesheet } from '#platform/http/brand.ts';
import { clientAddress } from '#platform/http/client-address.ts';
import { compress } from '#platform/http/compress.ts';
import { csrf } from '#platform/http/csrf.ts';
import type { AppContext, Authenticator, Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { filesHost } from '#platform/http/files-host.ts';
import { limitBodies } from '#platform/http/limit-bodies.ts';
import { limitMethods, readMachine } from '#platform/http/machine.ts';
import { isBelow } from '#platform/http/prefix.ts';
import { hostOf, resolveStudio } from '#platform/http/resolve-host.ts';
import { addSecurityHeaders } from '#platform/http/security-headers.ts';
import type { AppServices } from '#platform/http/services.ts';
import type { Live } from '#platform/live/live.ts';
import { liveRoutes } from '#platform/live/routes.ts';
import type { Module } from '#platform/module.ts';
import type { RequestKeys } from '#platform/request-keys/request-keys.ts';
import type { Actor, ControlScope } from '#platform/scope.ts';
import { withoutSignature } from '#platform/signed-id.ts';
import type { Storage } from '#platform/storage/create-files.ts';
import { log } from '#platform/telemetry/log.ts';
import type { Directory } from '#platform/tenancy/directory.ts';
import type { OpenedScope, ScopeRequest } from '#platform/tenancy/open-scope.ts';

const ANONYMOUS: Actor = { kind: 'anonymous' };
const SLOW_MS = 1_000;

export interface AppOptions {
  readonly modules: readonly Module[];
  readonly directory: Directory;
  readonly publicUrl: URL;
  readonly proxy: 'none' | 'fly' | 'forwarded';
  readonly services: AppServices;
  readonly storage: Storage;
  readonly requestKeys: RequestKeys;
  readonly live: Live;
  /** For hosts that are no studio's; anonymous unless it is known who asks. */
  controlScope(requestId: string, address: string, actor?: Actor): ControlScope;
  acquireScope(request: Omit<ScopeRequest, 'actor'>): Promise<OpenedScope>;
  /** Middleware that watches and changes nothing: metrics, traces. */
  readonly observers: readonly MiddlewareHandler<Env>[];
  /** Whether everything that pages need answers just now. */
  ready(): Promise<boolean>;
}

function mount(app: Hono<Env>, tables: Readonly<Record<string, Hono<Env>>> | undefined): void {
  for (const [path, table] of Object.entries(tables ?? {})) app.route(path, table);
}

/** Default deny: every method and path must carry a mark of `can` or `publicAccess`. */
export function assertAccessDeclared(app: Hono<Env>): void {
  const declared = new Map<string, boolean>();
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue;
    const name = `${method} ${path}`;
    declared.set(name, (declared.get(name) ?? false) || accessOf(handler) !== undefined);
  }
  const bare = [...declared].filter(([, marked]) => !marked).map(([name]) => name);
  if (bare.length > 0) throw new Error(`These routes do not say who may take them: ${bare.join(', ')}`);
}

function requestContext(options: AppOptions) {
  return async function requestContext(c: AppContext, next: () => Promise<void>) {
    const requestId = newId();
    c.set('services', options.services);
    c.set('machine', readMachine(c));
    c.set('requestId', requestId);
    c.set('address', clientAddress(c, options.proxy));
    c.set('controlScope', options.controlScope(requestId, c.get('address')));
    c.set('loginPath', '/login');
    c.set('studio', null);
    const began = performance.now();
    await next();
    noteRequest(c, Math.round(performance.now() - began));
  };
}

/** Writes and faults leave lines of their own; here are those that took long, and at level debug all. */
function noteRequest(c: AppContext, milliseconds: number): void {
  const fields = {
    request: c.get('requestId'),
    studio: c.get('studio')?.slug,
    method: c.req.method,
    path: withoutSignature(c.req.path),
  };
  const level = milliseconds >= SLOW_MS ? 'warn' : 'debug';
  log[level]('http.request', { ...fields, status: c.res.status, milliseconds });
}

/** The authenticator whose path is the longest that the request's begins with. */
function pickAuthenticator(modules: readonly Module[]): (path: string) => Authenticator | undefined {
  const known = modules
    .flatMap((module) => Object.entries(module.authenticate ?? {}))
    .sort(([a], [b]) => b.length - a.length);
  return (path) => known.find(([prefix]) => isBelow(prefix, path))?.[1];
}

/** Asks the control database alone, or what is remembered of it: an answer that lasts holds no connection to the studio's. */
function recognizer({ directory, controlScope }: AppOptions, c: AppContext, authenticator: Authenticator | undefined) {
  return async (): Promise<Actor> => {
    const studio = await directory.byId(c.get('studio')?.id ?? '');
    if (studio?.status !== 'ready') return ANONYMOUS;
    return (
      authenticator?.recognize?.(c, { ...controlScope(c.get('requestId'), c.get('address')), studio }) ?? ANONYMOUS
    );
  };
}

function openStudio(options: AppOptions) {
  const authenticatorFor = pickAuthenticator(options.modules);
  return async function openStudio(c: AppContext, next: () => Promise<void>) {
    const studio = c.get('studio');
    if (!studio) throw notFound();
    const request = { studio, requestId: c.get('requestId'), address: c.get('address') };
    const opened = await options.acquireScope(request);
    const enter = async () => {
      const authenticator = c.get('machine') ? undefined : authenticatorFor(c.req.path);
      const anonymous = opened.as(ANONYMOUS);
      c.set('scope', anonymous);
      const actor = authenticator ? await authenticator.identify(c, anonymous) : ANONYMOUS;
      const scope = actor.kind === 'anonymous' ? anonymous : opened.as(actor);
      c.set('scope', scope);
      c.set('controlScope', scope);
      c.set('reopen', async () => {
        const { as, release } = await options.acquireScope(request);
        return { scope: as(actor), release };
      });
      c.set('recognize', recognizer(options, c, authenticator));
      if (authenticator) c.set('loginPath', authenticator.loginPath);
      c.set('askProof', authenticator?.askProof);
      c.set('hold', authenticator?.hold);
      await next();
    };
    await opened.during(enter().finally(opened.release));
  };
}

/** Who asks on the main host. There is no studio whose database could be opened. */
function identifyOnMain({ modules, controlScope }: AppOptions) {
  const authenticator = modules.flatMap(({ authenticateMain }) => authenticateMain ?? [])[0];
  return async function identifyOnMain(c: AppContext, next: () => Promise<void>) {
    const actor = (await authenticator?.identify(c, c.get('controlScope'))) ?? ANONYMOUS;
    if (authenticator) c.set('loginPath', authenticator.loginPath);
    c.set('askProof', authenticator?.askProof);
    if (actor.kind !== 'anonymous') c.set('controlScope', controlScope(c.get('requestId'), c.get('address'), actor));
    await next();
  };
}

function healthRoutes(options: AppOptions): Hono<Env> {
  const health = new Hono<Env>();
  health.get('/live', publicAccess(), (c) => c.text('live'));
  health.get('/ready', publicAccess(), async (c) =>
    (await options.ready()) ? c.text('ready') : c.text('not ready', 503),
  );
  return health;
}

function tableOf(modules: readonly (Module['routes'] | undefined)[]): Hono<Env> {
  const table = new Hono<Env>();
  for (const routes of modules) mount(table, routes);
  return table;
}

function platformTable(options: AppOptions): Hono<Env> {
  const table = new Hono<Env>();
  table.route('/health', healthRoutes(options));
  table.get('/static/*', publicAccess(), options.services.assets.handler);
  table.get('/brand.css', publicAccess(), brandStylesheet);
  return table;
}

/** What every host begins with. */
function openApp(options: AppOptions): Hono<Env> {
  const app = new Hono<Env>();
  app.onError(answerError).notFound(() => {
    throw notFound();
  });
  for (const observer of options.observers) app.use(observer);
  app.use(requestContext(options));
  app.use(addSecurityHeaders());
  app.use(compress());
  return app;
}

/** Checks that run before a form is read, and before the routes of modules. */
function guard(app: Hono<Env>, options: AppOptions): void {
  app.use(limitMethods);
  app.use(csrf({ protocol: options.publicUrl.protocol }));
  app.use(limitBodies(options.modules));
}

export interface BuiltApp {
  readonly app: Pick<Hono<Env>, 'fetch'>;
  /** For laws and `ops/bin/where`. */
  readonly tables: { readonly studio: Hono<Env>; readonly main: Hono<Env>; readonly platform: Hono<Env> };
}

/** What a handler asks for instead is carried out only now, when the first request has given back its connection. */
async function fetchInTurn(app: Hono<Env>, request: Request, env: Env['Bindings']): Promise<Response> {
  const bindings = { ...env };
  const answer = await app.fetch(request, bindings);
  return bindings.instead ? app.fetch(bindings.instead, { ...env }) : answer;
}

/** A whole app for each kind of host, so that a request passes through one: the main host, the files' own, and all others. */
export function createApp(options: AppOptions): BuiltApp {
  const tables = {
    studio: tableOf(options.modules.map(({ routes }) => routes)),
    main: tableOf(options.modules.map(({ mainRoutes }) => mainRoutes)),
    platform: platformTable(options),
  };
  tables.studio.route('/live', liveRoutes(options.live));
  for (const table of Object.values(tables)) assertAccessDeclared(table);

  const studio = openApp(options);
  studio.use(resolveStudio(options.directory));
  studio.route('/', tables.platform);
  guard(studio, options);
  studio.use(openStudio(options));
  studio.use(answerOnce(options.requestKeys));
  studio.route('/', tables.studio);

  const main = openApp(options);
  main.route('/', tables.platform);
  guard(main, options);
  main.use(identifyOnMain(options));
  main.use(answerOnce(options.requestKeys));
  main.route('/', tables.main);

  const hosts = new Map([[options.publicUrl.hostname, main]]);
  const files = filesHost(options.storage);
  if (files) hosts.set(files.host, openApp(options).all('*', files.answer));
  return {
    app: {
      fetch(request, env = {}) {
        const requested = hostOf(request, env);
        const app = ('host' in requested && hosts.get(requested.host)) || studio;
        return fetchInTurn(app, request, { ...env, requested });
      },
    },
    tables,
  };
}
