/** The product on the platform: views, catalogues and modules are handed over here. */
import type { MiddlewareHandler } from 'hono';
import { devModule } from '#dev/module.ts';
import { watchAccess } from '#identity/audit/watch.ts';
import { modules as allModules } from '#modules.ts';
import type { Config } from '#platform/config.ts';
import { gatherContributions } from '#platform/contributions/gather.ts';
import { createAssets } from '#platform/http/assets.ts';
import { type AppOptions, type BuiltApp, createApp } from '#platform/http/create-app.ts';
import type { Env } from '#platform/http/env.ts';
import { createSecurityHeaders } from '#platform/http/security-headers.ts';
import { catalogs as allCatalogs } from '#platform/i18n/catalogs.ts';
import type { Catalogs } from '#platform/i18n/translate.ts';
import type { Module } from '#platform/module.ts';
import { type Platform, scopeForRequest } from '#platform/platform.ts';
import { createControlScope } from '#platform/tenancy/open-scope.ts';
import { PlainLayout } from '#views/layouts/plain.tsx';
import { PortalLayout } from '#views/layouts/portal.tsx';
import { StaffLayout } from '#views/layouts/staff.tsx';
import { ProblemPage } from '#views/ui/problem-page.tsx';

type Texts = typeof import('#views/i18n/en/platform.json', { with: { type: 'json' }}) &
  typeof import('#views/i18n/en/paper.json', { with: { type: 'json' }}) &
  typeof import('#views/i18n/en/ui.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

const LAYOUTS = { staff: StaffLayout, portal: PortalLayout, plain: PlainLayout } as const;

export interface BuildOptions {
  readonly root: string;
  readonly config: Pick<Config, 'production' | 'publicUrl' | 'proxy' | 'smtpUrl' | 'dataDir'>;
  readonly platform: Platform;
  /** Other modules than those of modules.ts: tests invent some. */
  readonly modules?: readonly Module[];
  /** Other texts than those of views/i18n: tests have a language of their own. */
  readonly catalogs?: Catalogs;
  readonly observers?: readonly MiddlewareHandler<Env>[];
  /** Health says no until all is there that the start promises, and while the process is on its way out. */
  isOpen?(): boolean;
}

/** What works without the outside world. In production test cards are refused. */
function localStandIns({ production, smtpUrl }: BuildOptions['config']): ReadonlySet<string> {
  return new Set([...(smtpUrl ? [] : ['mail']), ...(production ? [] : ['payments'])]);
}

export async function buildApp({
  root,
  config,
  platform,
  modules = allModules,
  catalogs = allCatalogs,
  observers = [],
  isOpen = () => true,
}: BuildOptions): Promise<BuiltApp> {
  const all = config.production ? modules : [...modules, devModule(config.dataDir)];
  const contributions = gatherContributions(all);
  const https = config.publicUrl.protocol === 'https:';
  const options: AppOptions = {
    modules: all,
    directory: platform.directory,
    publicUrl: config.publicUrl,
    proxy: config.proxy,
    controlScope: (requestId, address, actor = { kind: 'anonymous' }) =>
      createControlScope(platform.services, actor, requestId, { address }),
    requestKeys: platform.requestKeys,
    live: platform.live,
    storage: platform.storage,
    acquireScope: scopeForRequest(platform),
    observers: [...observers, watchAccess],
    ready: async () => isOpen() && (await platform.ready()),
    services: {
      can: platform.can,
      problemView: ProblemPage,
      catalogs,
      layouts: LAYOUTS,
      assets: await createAssets(`${root}/static`),
      contributions,
      securityHeaders: createSecurityHeaders({ https, policyFor: contributions.policyFor }),
      local: localStandIns(config),
      production: config.production,
    },
  };
  return createApp(options);
}
