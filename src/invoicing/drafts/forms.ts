/** The table in which a draft is typed: one form, read row by row. */
import type { DraftChanges } from '#invoicing/drafts/service.ts';
import { draftDetails } from '#invoicing/input.ts';
import { isSpare, lineForm, lineValues, newLineValues, readRows, rearrange } from '#invoicing/lines/forms.ts';
import type { VatChoice } from '#invoicing/lines/model.ts';
import { MOST_LINES, type SheetLine } from '#invoicing/lines/service.ts';
import type { Invoice, LineId } from '#invoicing/model.ts';
import { readSources } from '#invoicing/sources/forms.ts';
import { parseId } from '#platform/db/ids.ts';
import type { MoneyLanguage } from '#platform/format/fields.ts';
import type { AppContext } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import type { FormBody } from '#platform/http/form-body.ts';
import { checkForm, type FormState, readBody } from '#platform/http/forms.ts';
import { uiOf } from '#platform/http/render.ts';

export interface SheetRowState {
  readonly lineId: LineId | null;
  readonly form: FormState;
}

/** The table as its page shows it: as it is kept, or as it was typed and what is wrong with it. */
export interface Sheet {
  readonly details: FormState;
  /** The last is the spare one, unless there is no room for it. */
  readonly rows: readonly SheetRowState[];
  /** Lines that go once the rest can be saved. */
  readonly removed: readonly LineId[];
  /** Ids of what is to be billed besides. */
  readonly ticked: readonly string[];
}

/** What the draft's forms need to know to be read and shown. */
export interface SheetSetting {
  readonly invoice: Invoice;
  readonly choices: readonly VatChoice[];
}

export function keptSheet(c: AppContext, { invoice, choices }: SheetSetting): Sheet {
  const { suppliedFrom, suppliedTo, notes, exemption } = invoice;
  const language = languageOf(c, invoice);
  const rows = invoice.lines.map((line) => ({ lineId: line.id, form: freshForm(lineValues(line, language)) }));
  return {
    details: freshForm({ suppliedFrom: suppliedFrom ?? '', suppliedTo: suppliedTo ?? '', notes, exemption }),
    rows: withSpare(rows, choices),
    removed: [],
    ticked: [],
  };
}

export interface SentSheet {
  readonly sheet: Sheet;
  /** Null where something that was typed cannot be read. */
  readonly changes: DraftChanges | null;
}

/** Fields that are not sent leave what they stand for as it is. */
export async function readSheet(c: AppContext, setting: SheetSetting): Promise<SentSheet> {
  const { invoice, choices } = setting;
  const body = await readBody(c);
  const { rows: sent, gone } = rearrange(readRows(body.fields), body.fields);
  // The spare row comes besides. Looking at more would take long for nothing.
  if (sent.length > MOST_LINES + 1) throw new AppError('conflict', 'invoicing.error.tooManyLines');
  const schema = lineForm(languageOf(c, invoice), choices);
  const lines = sent
    .filter((row) => !isSpare(row))
    .map((row) => ({ row, form: checkForm(c, { ...body, fields: row.values }, schema) }));
  const own = pickDetails(body.fields);
  const details = Object.keys(own).length > 0 ? checkForm(c, { ...body, fields: own }, draftDetails) : null;
  const sources = readSources(body.fields, c.var.services.contributions.billables);
  const removed = [...[body.fields.removed ?? []].flat(), gone?.lineId ?? ''].flatMap(
    (id) => parseId<'invoice-line'>(id) ?? [],
  );
  const rows = lines.map(({ row: { lineId }, form: { values, errors } }) => ({ lineId, form: { values, errors } }));
  const kept = keptSheet(c, setting);
  const named = new Set([...rows.map(({ lineId }) => lineId), ...removed]);
  const others = kept.rows.filter(({ lineId }) => lineId && !named.has(lineId));
  const sheet: Sheet = {
    details: details ?? kept.details,
    rows: withSpare([...others, ...rows], choices),
    removed,
    ticked: sources.map(({ id }) => id),
  };
  const read = lines.flatMap(({ row, form }): SheetLine[] => (form.ok ? [{ ...form.value, id: row.lineId }] : []));
  if (details?.ok === false || read.length < lines.length) return { sheet, changes: null };
  return { sheet, changes: { details: details?.value, lines: read, removed, sources } };
}

function pickDetails(fields: FormBody['fields']): FormBody['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(draftDetails.shape, name)));
}

function withSpare(rows: readonly SheetRowState[], choices: readonly VatChoice[]): SheetRowState[] {
  if (rows.length >= MOST_LINES) return [...rows];
  return [...rows, { lineId: null, form: freshForm(newLineValues(choices)) }];
}

const freshForm = (values: FormState['values']): FormState => ({ values, errors: {} });

function languageOf(c: AppContext, { currency }: Invoice): MoneyLanguage {
  return { currency, locale: uiOf(c).locale };
}
