/** The lines of a draft. Its totals follow every change in the same transaction. */
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { LINE } from '#invoicing/lines/columns.ts';
import { type InvoiceId, type Line, type LineId, lineNet, totalsOf } from '#invoicing/model.ts';
import { invoiceLines, invoices, invoiceTaxes } from '#invoicing/schema.ts';
import type { SourcedLine } from '#invoicing/sources/model.ts';
import { newId } from '#platform/db/ids.ts';
import { AppError } from '#platform/http/errors.ts';
import { refuse } from '#platform/refusal.ts';
import type { Write } from '#platform/scope.ts';

/** More would make a document that cannot be read. */
export const MOST_LINES = 500;

interface Draft {
  readonly id: InvoiceId;
  readonly currency: string;
}

/** A line as its form gives it back; without an id it is a new one. */
export interface SheetLine extends Line {
  readonly id?: LineId | null;
}

/** What the lines say that changed. */
export interface SheetChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Brings the lines of a draft that the caller holds into this shape and order. Lines that are neither given nor removed, because
 * another window added them, stay in front. Refused where one that is given is no longer there.
 */
export async function writeSheet(
  write: Write,
  draft: Draft,
  lines: readonly SheetLine[],
  removed: readonly LineId[],
): Promise<SheetChanges> {
  const before = await listForSheet(write, draft.id);
  const known = new Map(before.map((line) => [line.id, line]));
  const gone = removed.filter((id) => known.has(id));
  const kept = before.filter(({ id }) => !gone.includes(id));
  const given = lines.map(({ id, ...line }) => ({ ...line, id: id ?? newId<'invoice-line'>(), isNew: !id }));
  if (given.some(({ id, isNew }) => !isNew && !kept.some((line) => line.id === id)))
    refuse({ kind: 'invalid', field: '', messageKey: 'invoicing.error.lineGone' });
  const added = given.filter(({ isNew }) => isNew);
  const changed = given.filter((line) => !line.isNew && isChanged(line, known.get(line.id)));
  if (gone.length > 0) await write.tx.delete(invoiceLines).where(inArray(invoiceLines.id, gone));
  for (const line of changed)
    await write.tx.update(invoiceLines).set(columnsOf(line, draft.currency)).where(eq(invoiceLines.id, line.id));
  if (gone.length + changed.length + added.length > 0) await writeLines(write, draft, added);
  const others = kept.filter(({ id }) => !given.some((line) => line.id === id));
  await order(write, draft.id, [...others, ...given]);
  return {
    added: added.map(said),
    changed: changed.map(said),
    removed: gone.flatMap((id) => known.get(id) ?? []).map(said),
  };
}

const said = ({ description }: Pick<Line, 'description'>) => description;

function listForSheet({ tx }: Write, invoiceId: InvoiceId) {
  return tx
    .select(LINE)
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoiceId))
    .orderBy(asc(invoiceLines.position));
}

function isChanged(line: Line, before: Line | undefined): boolean {
  if (!before) return true;
  const { description, detail, unit, unitPrice, vatRate, vatCategory } = line;
  return (
    Number(line.quantity) !== Number(before.quantity) ||
    description !== before.description ||
    detail !== before.detail ||
    unit !== before.unit ||
    unitPrice !== before.unitPrice ||
    vatRate !== before.vatRate ||
    vatCategory !== before.vatCategory
  );
}

async function order({ tx }: Write, invoiceId: InvoiceId, lines: readonly { readonly id: LineId }[]): Promise<void> {
  const ids = `{${lines.map(({ id }) => id).join(',')}}`;
  await tx.execute(sql`update invoice_lines l set position = wanted.position
    from unnest(${ids}::uuid[]) with ordinality wanted (id, position)
    where l.invoice_id = ${invoiceId} and l.id = wanted.id and l.position <> wanted.position`);
}

type NewLine = (Line | SourcedLine) & { readonly id?: LineId };

/** Appends lines to a draft that the caller holds, and computes its totals. @throws AppError conflict when there is no room */
export async function writeLines(write: Write, draft: Draft, lines: readonly NewLine[]): Promise<void> {
  const { tx } = write;
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${invoiceLines.position}), 0)`, count: sql<string>`count(*)` })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, draft.id));
  if (Number(last?.count ?? 0) + lines.length > MOST_LINES)
    throw new AppError('conflict', 'invoicing.error.tooManyLines');
  const rows = lines.map((line, index) => ({
    ...columnsOf(line, draft.currency),
    ...('source' in line ? { sourceKind: line.source.kind, sourceId: line.source.id } : {}),
    id: line.id ?? newId<'invoice-line'>(),
    invoiceId: draft.id,
    position: (last?.position ?? 0) + index + 1,
  }));
  if (rows.length > 0) await tx.insert(invoiceLines).values(rows);
  await refreshTotals(write, draft);
}

async function refreshTotals({ tx }: Write, { id, currency }: Draft): Promise<void> {
  const lines = await tx
    .select({
      quantity: invoiceLines.quantity,
      unitPrice: invoiceLines.unitPrice,
      vatRate: invoiceLines.vatRate,
      vatCategory: invoiceLines.vatCategory,
    })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, id));
  const { taxes, ...totals } = totalsOf(lines, currency);
  await tx.delete(invoiceTaxes).where(eq(invoiceTaxes.invoiceId, id));
  if (taxes.length > 0) await tx.insert(invoiceTaxes).values(taxes.map((tax) => ({ ...tax, invoiceId: id })));
  await tx.update(invoices).set(totals).where(eq(invoices.id, id));
}

function columnsOf({ description, detail, quantity, unit, unitPrice, vatRate, vatCategory }: Line, currency: string) {
  const net = lineNet({ quantity, unitPrice }, currency).amount;
  return { description, detail, quantity, unit, unitPrice, vatRate, vatCategory, net };
}
