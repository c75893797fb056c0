import { devRoutes } from '#dev/routes.ts';
import { defineModule, type Module } from '#platform/module.ts';

/** Mounted in development only, on every host. @param dataDir where the local mail carrier keeps what it was given */
export function devModule(dataDir: string): Module {
  const routes = { '/dev': devRoutes(dataDir) };
  return defineModule({ name: 'dev', routes, mainRoutes: routes });
}
