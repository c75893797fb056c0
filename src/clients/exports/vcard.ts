/** Clients as vCard 4.0 (RFC 6350): what address books know under its own name, what only we know as X-REGIE-*. */
import { encodeLines } from '#clients/import-export/lines.ts';
import type { Client, Labelled } from '#clients/model.ts';

/** A semicolon needs its backslash only where it would part components; readers disagree about it elsewhere. */
function escapeText(text: string): string {
  return text.replace(/[\\,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

function escapeComponent(text: string): string {
  return escapeText(text).replaceAll(';', '\\;');
}

/** A parameter may hold neither control signs nor quotes (RFC 6868 writes them with a caret). */
function parameter(text: string): string {
  const safe = text
    .replace(/\^/g, '^^')
    .replace(/\r\n|\r|\n/g, '^n')
    .replace(/"/g, "^'");
  return `"${safe.replace(/\p{Cc}/gu, '')}"`;
}

const LONGEST_LINE = 75;

/** In UTF-8. */
function octetsOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** No line is longer than 75 octets; what is left goes on after a line break and a space. */
function fold(line: string): string {
  if (line.length * 3 <= LONGEST_LINE) return line;
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const sign of line) {
    octets += octetsOf(sign);
    if (octets > LONGEST_LINE) {
      parts.push(part);
      [part, octets] = [' ', 1 + octetsOf(sign)];
    }
    part += sign;
  }
  return [...parts, part].join('\r\n');
}

type Line = string | null;

function text(name: string, value: string | null): Line {
  return value === null || value === '' ? null : `${name}:${escapeText(value)}`;
}

function parts(name: string, values: readonly (string | null)[]): Line {
  return values.some(Boolean) ? `${name}:${values.map((value) => escapeComponent(value ?? '')).join(';')}` : null;
}

function further(name: string, lines: readonly Labelled[]): Line[] {
  return lines.map(({ label, value }) => text(label === '' ? name : `${name};TYPE=${parameter(label)}`, value));
}

/** What is no standard property is text only where it says so. */
function ours(name: string, value: string | null): Line {
  return text(`X-REGIE-${name};VALUE=text`, value);
}

const GENDERS = { female: 'F', male: 'M', other: 'O' } as const;

function lines(client: Client): Line[] {
  const { street, city, region, postalCode, country, defaultDepositPercent } = client;
  return [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:urn:uuid:${client.id}`,
    `KIND:${client.kind === 'company' ? 'org' : 'individual'}`,
    text('FN', client.name),
    parts('N', [client.lastName, client.firstName, client.middleName, client.prefix, client.suffix]),
    client.kind === 'company' ? parts('ORG', [client.name]) : null,
    text('NICKNAME', client.artistName),
    text('EMAIL;PREF=1', client.email),
    ...further('EMAIL', client.emails),
    text('TEL;VALUE=text;PREF=1', client.phone),
    ...further('TEL;VALUE=text', client.phones),
    ...further('URL', client.websites),
    parts('ADR', ['', '', street, city, region, postalCode, country]),
    ours('DELIVERY-ADDRESS', client.deliveryAddress),
    client.birthday === null ? null : `BDAY:${client.birthday.replaceAll('-', '')}`,
    client.gender === null ? null : `GENDER:${GENDERS[client.gender]}`,
    text('LANG', client.language),
    text('NOTE', client.notes),
    ours('CURRENCY', client.currency),
    ours('SIREN', client.siren),
    ours('SIRET', client.siret),
    ours('VAT-NUMBER', client.vatNumber),
    ours('DEPOSIT-PERCENT', defaultDepositPercent === null ? null : String(defaultDepositPercent / 100)),
    ours('VIP', client.isVip ? '1' : null),
    ours('PORTAL', client.portalAccess ? '1' : null),
    ...client.customFields.map((fact) => ours('FIELD', encodeLines([fact]))),
    ours('ARCHIVED', client.archivedAt?.toISOString() ?? null),
    `REV:${client.updatedAt.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    'END:VCARD',
  ];
}

export function toVcard(client: Client): string {
  return lines(client)
    .filter((line) => line !== null)
    .map((line) => `${fold(line)}\r\n`)
    .join('');
}
