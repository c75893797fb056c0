/** Every environment variable, parsed once. No other file reads the environment. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

const ROLES = ['web', 'worker', 'cron'] as const;
export type ProcessRole = (typeof ROLES)[number];

const DEVELOPMENT_SECRET = 'development-only-secret-of-regie-0000';
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Name → what is accepted and what is taken when it is missing. The README's table is checked against this. */
export const VARIABLES = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: count(0, 65_535).default(3000),
  REGIE_HOST: z.string().min(1).default('127.0.0.1'),
  REGIE_DATA: z.string().min(1).default('.data'),
  REGIE_URL: z.url({ protocol: /^https?$/ }).optional(),
  REGIE_SECRET: z.string().min(32).default(DEVELOPMENT_SECRET),
  REGIE_ROLES: z
    .string()
    .default(ROLES.join(','))
    .transform((value) => value.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(ROLES)).min(1)),
  REGIE_DEMO: flag.optional(),
  REGIE_PROXY: z.enum(['none', 'fly', 'forwarded']).default('none'),
  REGIE_CONNECTIONS: count(4, 5_000).default(300),
  REGIE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_WEB_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  PG_BIN: z.string().min(1).optional(),
  CHROME_PATH: z.string().min(1).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().default('regie@localhost.example'),
  S3_BUCKET: z.string().min(3).optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().min(1).default('auto'),
  AWS_ACCESS_KEY_ID: z.string().min(1).optional(),
  AWS_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  REGIE_METRICS_PORT: count(1, 65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
} as const;

type Values = { readonly [K in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[K]> };

export interface Config {
  readonly production: boolean;
  readonly mode: 'development' | 'test' | 'production';
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Public address of the main host; studios live on sub-domains of its hostname. */
  readonly publicUrl: URL;
  readonly secret: string;
  readonly roles: ReadonlySet<ProcessRole>;
  readonly demo: boolean;
  readonly proxy: 'none' | 'fly' | 'forwarded';
  /** Most connections that this process opens to studio databases. */
  readonly connections: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** May create databases and roles; null: the embedded server. */
  readonly databaseUrl: string | null;
  readonly databaseWebUrl: string | null;
  readonly redisUrl: string | null;
  readonly pgBin: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly s3: { readonly bucket: string; readonly endpoint: string | null; readonly region: string } | null;
  /** Null: no metrics are served. */
  readonly metricsPort: number | null;
  readonly otlpEndpoint: string | null;
  readonly cores: number;
}

/** One line that names the variable and says what is accepted. */
export class ConfigError extends Error {}

function parse(env: Readonly<Record<string, string | undefined>>): Values {
  const entries = Object.entries(VARIABLES).map(([name, schema]) => {
    const given = env[name] === '' ? undefined : env[name];
    const result = schema.safeParse(given);
    if (!result.success)
      throw new ConfigError(
        `${name}: ${result.error.issues[0]?.message ?? 'not accepted'} (got ${given === undefined ? 'nothing' : 'another value'})`,
      );
    return [name, result.data];
  });
  return Object.fromEntries(entries) as Values;
}

/** Fewer than that is "aaaa…", "1234 1234 …" or the like. */
const LEAST_DIFFERENT_CHARACTERS = 10;

function refuseWeakSecret(secret: string): void {
  if (secret === DEVELOPMENT_SECRET)
    throw new ConfigError('REGIE_SECRET: needed in production, at least 32 characters of your own');
  if (new Set(secret).size < LEAST_DIFFERENT_CHARACTERS || /^(.{1,24}?)\1+.{0,12}$/s.test(secret))
    throw new ConfigError('REGIE_SECRET: repeats itself; take what `openssl rand -base64 32` says');
  if (/example|sample|change.?me|at.least.32/i.test(secret))
    throw new ConfigError('REGIE_SECRET: is a sample; take what `openssl rand -base64 32` says');
}

/** Nothing crosses a network on its way there. */
function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[?::1\]?)$/.test(hostname);
}

function refuseInProduction(values: Values): void {
  refuseWeakSecret(values.REGIE_SECRET);
  if (values.REGIE_DEMO)
    throw new ConfigError('REGIE_DEMO: demo studios are refused in production; leave it out or set it to 0');
  if (!values.REGIE_URL)
    throw new ConfigError('REGIE_URL: needed in production, the public address such as https://regie.example');
  const url = new URL(values.REGIE_URL);
  if (url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw new ConfigError('REGIE_URL: https in production: passwords and cookies would cross the network readable');
  if (!values.SMTP_URL)
    throw new ConfigError('SMTP_URL: needed in production, smtps://user:password@host; without it no mail would leave');
  if (!values.DATABASE_URL && !values.DATABASE_WEB_URL)
    throw new ConfigError('DATABASE_URL: needed in production, postgres://user:password@host/control-database');
}

function dependentRules(values: Values): void {
  const admin = values.REGIE_ROLES.some((role) => role !== 'web');
  if (values.DATABASE_WEB_URL && !values.DATABASE_URL && admin)
    throw new ConfigError('DATABASE_URL: needed beside DATABASE_WEB_URL unless REGIE_ROLES is web');
  if (values.S3_BUCKET && !(values.AWS_ACCESS_KEY_ID && values.AWS_SECRET_ACCESS_KEY))
    throw new ConfigError('AWS_ACCESS_KEY_ID: needed with S3_BUCKET, together with AWS_SECRET_ACCESS_KEY');
}

/** A server that was meant for production and lost its NODE_ENV must not open with the passwords of the demo. */
function refuseOpenDemo(values: Values, demo: boolean): void {
  if (values.NODE_ENV === 'development' && demo && !isLoopback(values.REGIE_HOST))
    throw new ConfigError(
      `REGIE_DEMO: the demo's passwords are public and REGIE_HOST is ${values.REGIE_HOST}; set REGIE_DEMO to 0, or NODE_ENV to production`,
    );
}

/** @throws ConfigError for the first variable that is wrong or missing */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const values = parse(env);
  const production = values.NODE_ENV === 'production';
  if (production) refuseInProduction(values);
  dependentRules(values);
  const demo = values.REGIE_DEMO ?? !production;
  refuseOpenDemo(values, demo);
  return {
    production,
    mode: values.NODE_ENV,
    port: values.PORT,
    host: values.REGIE_HOST,
    dataDir: resolve(values.REGIE_DATA),
    publicUrl: new URL(values.REGIE_URL ?? `http://localhost:${values.PORT}`),
    secret: values.REGIE_SECRET,
    roles: new Set(values.REGIE_ROLES),
    demo,
    proxy: values.REGIE_PROXY,
    connections: values.REGIE_CONNECTIONS,
    // A person reads the terminal of a development machine: only what needs them.
    logLevel: values.REGIE_LOG ?? (production ? 'info' : 'warn'),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseWebUrl: values.DATABASE_WEB_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    pgBin: values.PG_BIN ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM,
    s3: values.S3_BUCKET
      ? { bucket: values.S3_BUCKET, endpoint: values.S3_ENDPOINT ?? null, region: values.S3_REGION }
      : null,
    metricsPort: values.REGIE_METRICS_PORT ?? null,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    cores: availableParallelism(),
  };
}
