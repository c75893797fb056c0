/** What `docker compose config` does not look at: whether services wait for one another, are probed, and keep their secrets out. */
import { parse } from 'yaml';
import { type Finding, inFile } from './law.ts';
import type { Project } from './project.ts';

interface Service {
  readonly build?: unknown;
  readonly image?: string;
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, string | number | null>>;
  readonly healthcheck?: { readonly test?: unknown; readonly disable?: boolean };
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition?: string }>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}

export function readCompose(project: Project, file: string): Compose {
  return parse(project.read(file), { merge: true }) as Compose;
}

/** Environment of the services that run our own image. */
export function composeVariables(compose: Compose): readonly (readonly [string, string])[] {
  return Object.values(compose.services)
    .filter((service) => service.build !== undefined)
    .flatMap((service) =>
      Object.entries(service.environment ?? {}).map(([name, value]) => [name, String(value ?? '')] as const),
    );
}

export function checkCompose(project: Project, file: string): Finding[] {
  const compose = readCompose(project, file);
  return Object.entries(compose.services).flatMap(([name, service]) =>
    aboutService(service, compose).map((message) => inFile(file, `${name}: ${message}`)),
  );
}

function aboutService(service: Service, compose: Compose): string[] {
  const found = [...aboutStart(service, compose), ...aboutSecrets(service)];
  if (!service.build && !/^[^:]+:(?!latest)\S+$/.test(service.image ?? '')) found.push('an image without a version');
  if (!isWatched(service)) found.push('has no health check');
  if (/^redis:/.test(service.image ?? '') && !String(service.command).includes('noeviction'))
    found.push('BullMQ needs noeviction');
  return found;
}

/** What listens is probed; a worker may have no port to probe. */
function isWatched({ healthcheck, ports }: Service): boolean {
  return healthcheck?.test !== undefined || (healthcheck?.disable === true && ports === undefined);
}

function aboutStart(service: Service, compose: Compose): string[] {
  return Object.entries(service.depends_on ?? {}).flatMap(([other, { condition }]) => {
    const waits = compose.services[other]?.healthcheck?.disable ? 'service_completed_successfully' : 'service_healthy';
    return condition === waits ? [] : [`does not wait for ${other}: ${waits}`];
  });
}

function aboutSecrets(service: Service): string[] {
  return Object.entries(service.environment ?? {})
    .filter(([name, value]) => /SECRET|PASSWORD|ACCESS_KEY/.test(name) && !/^\$\{[A-Z_0-9]+:?[?-]/.test(String(value)))
    .map(([name]) => `${name} is written down; take it from the environment`);
}
