/**
 * fly.toml against the keys that Fly documents (fly.io/docs/reference/configuration). `flyctl config validate` needs a login,
 * which CI and most developers do not have, so this is checked here too.
 */
import { parse } from 'smol-toml';
import { type Finding, inFile } from './law.ts';
import type { Project } from './project.ts';

type Table = Readonly<Record<string, unknown>>;

/** Table → keys; `*` takes any name. Lists of tables are written like one. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': [
    ...[
      'app',
      'primary_region',
      'kill_signal',
      'kill_timeout',
      'swap_size_mb',
      'console_command',
      'host_dedication_id',
    ],
    ...[
      'build',
      'deploy',
      'env',
      'http_service',
      'services',
      'processes',
      'mounts',
      'vm',
      'checks',
      'metrics',
      'statics',
      'files',
      'restart',
      'experimental',
    ],
  ],
  build: [
    'image',
    'dockerfile',
    'ignorefile',
    'build-target',
    'builder',
    'buildpacks',
    'args',
    'compression',
    'compression_level',
  ],
  deploy: [
    'release_command',
    'release_command_timeout',
    'release_command_vm',
    'strategy',
    'max_unavailable',
    'wait_timeout',
    'seed_command',
  ],
  'deploy.release_command_vm': ['size', 'memory', 'cpus', 'cpu_kind'],
  env: ['*'],
  processes: ['*'],
  http_service: [
    'internal_port',
    'force_https',
    'auto_stop_machines',
    'auto_start_machines',
    'min_machines_running',
    'processes',
    'concurrency',
    'checks',
    'http_options',
    'tls_options',
    'machine_checks',
  ],
  'http_service.concurrency': ['type', 'soft_limit', 'hard_limit'],
  'http_service.checks': [
    'grace_period',
    'interval',
    'method',
    'path',
    'protocol',
    'timeout',
    'headers',
    'tls_skip_verify',
    'tls_server_name',
  ],
  'http_service.checks.headers': ['*'],
  'http_service.http_options': ['compress', 'h2_backend', 'idle_timeout', 'response'],
  'http_service.tls_options': ['alpn', 'versions', 'default_self_signed'],
  checks: ['*'],
  'checks.*': [
    'type',
    'port',
    'grace_period',
    'interval',
    'method',
    'path',
    'protocol',
    'timeout',
    'headers',
    'processes',
    'tls_skip_verify',
  ],
  mounts: [
    'source',
    'destination',
    'initial_size',
    'snapshot_retention',
    'processes',
    'auto_extend_size_threshold',
    'auto_extend_size_increment',
    'auto_extend_size_limit',
    'scheduled_snapshots',
  ],
  vm: [
    'size',
    'memory',
    'memory_mb',
    'cpus',
    'cpu_kind',
    'gpus',
    'gpu_kind',
    'kernel_args',
    'host_dedication_id',
    'processes',
    'persist_rootfs',
  ],
  metrics: ['port', 'path', 'processes', 'https'],
  restart: ['policy', 'retries', 'processes'],
  files: ['guest_path', 'local_path', 'secret_name', 'raw_value', 'processes'],
};

export function readFly(project: Project, file: string): Table {
  return parse(project.read(file)) as Table;
}

export function flyVariables(fly: Table): readonly (readonly [string, string])[] {
  return Object.entries((fly.env ?? {}) as Table).map(([name, value]) => [name, String(value)] as const);
}

export function checkFly(project: Project, file: string): Finding[] {
  const fly = readFly(project, file);
  return [
    ...unknownKeys(fly, '').map((key) => inFile(file, `Fly knows no ${key}`)),
    ...unknownProcesses(fly).map((name) => inFile(file, `process ${name} is not among [processes]`)),
    ...missingParts(fly).map((part) => inFile(file, `has no ${part}`)),
  ];
}

function unknownKeys(table: Table, path: string): string[] {
  const allowed = KEYS[path] ?? KEYS[path.replace(/[^.]+$/, '*')];
  return Object.entries(table).flatMap(([key, value]) => {
    const inner = path ? `${path}.${key}` : key;
    if (!allowed?.includes(key) && !allowed?.includes('*')) return [inner];
    const tables = (Array.isArray(value) ? value : [value]).filter(
      (item): item is Table => typeof item === 'object' && item !== null && !Array.isArray(item),
    );
    return tables.flatMap((item) => unknownKeys(item, inner));
  });
}

function unknownProcesses(fly: Table): string[] {
  const known = Object.keys((fly.processes ?? {}) as Table);
  const users = Object.values(fly).flatMap((value) => (Array.isArray(value) ? value : [value])) as Table[];
  return users
    .flatMap((value) => (Array.isArray(value?.processes) ? (value.processes as string[]) : []))
    .filter((name) => !known.includes(name));
}

function missingParts(fly: Table): string[] {
  const service = fly.http_service as Table | undefined;
  const deploy = fly.deploy as Table | undefined;
  return [
    ...(fly.primary_region ? [] : ['primary_region']),
    ...(deploy?.release_command ? [] : ['release command that migrates']),
    ...(service?.checks ? [] : ['health check']),
  ];
}
