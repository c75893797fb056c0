/** What a row of the log says of an update: each field that is another than before, as it was and as it is. Never a secret. */
import { type Money, toDecimal } from '#platform/format/money.ts';
import type { Change } from '#platform/scope.ts';

type Fields = Readonly<Record<string, unknown>>;

const LONGEST = 300;

/** @param masked fields of which the last four signs are enough to tell one from another */
export function changesBetween(
  before: Fields,
  after: Fields,
  masked: readonly string[] = [],
): Readonly<Record<string, Change>> {
  const plain = (fields: Fields, name: string) => (masked.includes(name) ? mask(fields[name]) : simple(fields[name]));
  const names = Object.keys(after).filter((name) => whole(before[name]) !== whole(after[name]));
  return Object.fromEntries(names.map((name) => [name, [plain(before, name), plain(after, name)] as const]));
}

/** Empty is empty, in whichever way it is kept. */
function whole(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}

function simple(value: unknown): Change[0] {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  return isMoney(value) ? `${toDecimal(value)} ${value.currency}` : whole(value).slice(0, LONGEST);
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

function mask(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? `…${value.slice(-4)}` : null;
}
