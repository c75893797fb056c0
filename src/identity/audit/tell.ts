/** A row of the log in words: its sentence, and what of the thing was what before. */
import { type Category, kindOf, type Severity } from '#identity/audit/model.ts';
import type { AuditRow } from '#identity/audit/queries.ts';
import type { Details, HistoryItem } from '#platform/history/model.ts';
import type { AppContext } from '#platform/http/env.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

export interface ChangeLine {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface AuditItem extends HistoryItem {
  readonly category: Category;
  readonly severity: Severity;
  readonly changes: readonly ChangeLine[];
  readonly address: string | null;
  readonly requestId: string;
}

/** Where a field is called otherwise than its name says. */
const LABELS: Readonly<Record<string, string>> = {
  'rooms.hourlyRate': 'rooms.rate.hour',
  'rooms.halfDayRate': 'rooms.rate.halfDay',
  'rooms.dayRate': 'rooms.rate.day',
  'rooms.setupMinutes': 'rooms.setup',
  'rooms.teardownMinutes': 'rooms.teardown',
  'sessions.title': 'sessions.what',
  'identity.locale': 'studios.studio.locale',
  'identity.factorFrom': 'identity.policy.factor.from',
  'identity.idleHours': 'identity.policy.logins.idle',
  'identity.longestHours': 'identity.policy.logins.longest',
  'identity.addressRanges': 'identity.policy.addresses.title',
};

export function tellRow(c: AppContext, ui: Ui, row: AuditRow, item: HistoryItem): AuditItem {
  const words = wordsOf(c, ui);
  const module = row.action.split('.')[0] ?? '';
  const { address, requestId } = row;
  return { ...item, ...kindOf(row.action), address, requestId, changes: changesOf(words, module, row.details) };
}

interface Words {
  readonly ui: Ui;
  /** Null where no catalog has the text. */
  text(key: string): string | null;
}

function wordsOf(c: AppContext, ui: Ui): Words {
  const known = c.var.services.catalogs.en;
  return { ui, text: (key) => (Object.hasOwn(known, key) ? ui.t(key as MessageKey) : null) };
}

function changesOf(words: Words, module: string, { changes }: Details): readonly ChangeLine[] {
  if (typeof changes !== 'object' || changes === null) return [];
  return Object.entries(changes).flatMap(([field, change]) => {
    if (!Array.isArray(change)) return [];
    const [before, after] = change.map((value) => describeValue(words, module, field, value));
    return [{ label: labelOf(words, module, field), before: before ?? '–', after: after ?? '–' }];
  });
}

function labelOf({ text }: Words, module: string, field: string): string {
  const own = LABELS[`${module}.${field}`];
  const keys = [...(own ? [own] : []), `${module}.field.${field}`, `${module}.${module.slice(0, -1)}.${field}`];
  for (const key of [...keys, `${module}.${field}`]) {
    const label = text(key);
    if (label !== null) return label;
  }
  return field;
}

const MONEY = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function describeValue({ ui, text }: Words, module: string, field: string, value: unknown): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return ui.t(value ? 'identity.audit.yes' : 'identity.audit.no');
  if (field === 'vatRate' && typeof value === 'number') return ui.format.percent(value);
  if (/^(idle|longest)Hours$/.test(field) && typeof value === 'number')
    return ui.t('identity.policy.hours', { count: value });
  if (typeof value !== 'string') return String(value);
  const [, amount, currency] = MONEY.exec(value) ?? [];
  if (amount && currency) return ui.format.money({ amount: BigInt(amount.replace('.', '')), currency });
  if (DAY.test(value)) return ui.format.date(value);
  if (INSTANT.test(value)) return ui.format.dateTime(new Date(value));
  return text(`${module}.${field}.${value}`) ?? value;
}
