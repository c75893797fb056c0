import { checkCompose, composeVariables, readCompose } from './compose.ts';
import { checkDockerfile, imageVariables, parseDockerfile } from './dockerfile.ts';
import { CONFIG, variables } from './environment.ts';
import { checkFly, flyVariables, readFly } from './fly.ts';
import { type Finding, inFile, type Law } from './law.ts';
import type { Project } from './project.ts';

const IMAGE = 'Dockerfile';
const COMPOSE = 'compose.yaml';
const FLY = 'fly.toml';

/** What Node and the C library themselves read. */
const NODE = new Set(['NODE_OPTIONS', 'MALLOC_ARENA_MAX']);

export const deployment: Law = {
  name: 'deployment',
  check: (project) => {
    const missing = [IMAGE, COMPOSE, FLY].filter((file) => !project.has(file));
    if (missing.length > 0) return missing.map((file) => inFile(file, 'is missing'));
    return [
      ...checkDockerfile(project, IMAGE),
      ...checkCompose(project, COMPOSE),
      ...checkFly(project, FLY),
      ...checkAgreement(project),
    ];
  },
};

type Variables = readonly (readonly [string, string])[];

/** The three files say what config.ts understands, and the same port. */
function checkAgreement(project: Project): Finding[] {
  const known = variables(project);
  const instructions = parseDockerfile(project.read(IMAGE));
  const told: readonly (readonly [string, Variables])[] = [
    [IMAGE, imageVariables(instructions)],
    [COMPOSE, composeVariables(readCompose(project, COMPOSE))],
    [FLY, flyVariables(readFly(project, FLY))],
  ];
  const exposed = instructions.find(({ name }) => name === 'EXPOSE')?.value ?? '';
  const service = readFly(project, FLY).http_service as { readonly internal_port?: number } | undefined;
  return [
    ...told.flatMap(([file, pairs]) =>
      pairs
        .filter(([name]) => !known.has(name) && !NODE.has(name))
        .map(([name]) => inFile(file, `${name} is not in ${CONFIG}`)),
    ),
    ...told.flatMap(([file, pairs]) =>
      pairs
        .filter(([name, value]) => name === 'PORT' && value !== exposed)
        .map(([, value]) => inFile(file, `PORT is ${value}, the image exposes ${exposed}`)),
    ),
    ...(String(service?.internal_port) === exposed ? [] : [inFile(FLY, `internal_port is not ${exposed}`)]),
  ];
}
