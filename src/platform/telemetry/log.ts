/** One JSON object a line on stdout. LogFields of the running request come along by async-local storage: that and nothing else is ambient. */
import { AsyncLocalStorage } from 'node:async_hooks';

type Level = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

const RANK: Record<Level, number> = { debug: 10, info: 20, warn: 30, error: 40 };
const context = new AsyncLocalStorage<LogFields>();
let threshold = RANK.info;
let sink: (line: string) => void = (line) => process.stdout.write(line);

/** Names whose values never reach a log, however deep they lie. */
const SECRET = /password|token|secret|cookie|authorization|card|iban|magic|^key$/i;

export function configureLog(options: {
  readonly level?: Level | 'silent';
  readonly sink?: (line: string) => void;
}): void {
  if (options.level) threshold = options.level === 'silent' ? Number.POSITIVE_INFINITY : RANK[options.level];
  if (options.sink) sink = options.sink;
}

/** Runs `work` so that every line logged inside carries `fields`. */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, work);
}

function describe(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { code } = value as { code?: unknown };
  return {
    name: value.name,
    message: value.message,
    code,
    stack: value.stack,
    cause: value.cause ? describe(value.cause) : undefined,
  };
}

function write(level: Level, name: string, fields: LogFields): void {
  if (RANK[level] < threshold) return;
  const line = { time: new Date().toISOString(), level, name, ...context.getStore(), ...fields };
  sink(
    `${JSON.stringify(line, (key, value) => (SECRET.test(key) ? '[redacted]' : typeof value === 'bigint' ? String(value) : describe(value)))}\n`,
  );
}

/** `name` begins with the folder to open: `invoicing.issue`, `tenancy.pool`. */
export const log = {
  debug: (name: string, fields: LogFields = {}) => write('debug', name, fields),
  info: (name: string, fields: LogFields = {}) => write('info', name, fields),
  warn: (name: string, fields: LogFields = {}) => write('warn', name, fields),
  error: (name: string, fields: LogFields = {}) => write('error', name, fields),
};
