/** A draft never had a number: it may go, and for a day come back. */
import { and, eq, gt, lt, type SQL, sql } from 'drizzle-orm';
import type { InvoiceId } from '#invoicing/model.ts';
import { deletedDrafts, invoices } from '#invoicing/schema.ts';
import { lockDraft } from '#invoicing/service.ts';
import { billedViolations } from '#invoicing/sources/service.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { tryWrite } from '#platform/refusal.ts';
import type { Scope, Write } from '#platform/scope.ts';

const KEPT_MS = 86_400_000;
const MOST_PURGED = 200;

/** @throws AppError not-found · conflict once it is issued */
export async function removeDraft(scope: Scope, id: InvoiceId): Promise<void> {
  await scope.write('invoicing.delete', async (w) => {
    const { clientId } = await lockDraft(w, id);
    await w.tx.insert(deletedDrafts).select(
      sql`select id, to_jsonb(invoices), ${rowsOf('invoice_lines')}, ${rowsOf('invoice_taxes')}, ${w.now.toISOString()}::timestamptz
        from invoices where id = ${id}::uuid`,
    );
    await w.tx.delete(invoices).where(eq(invoices.id, id));
    w.about({ kind: 'invoice', id }, {}, { clientId });
  });
}

/** @throws AppError not-found after a day · conflict when what it billed is on another invoice by now */
export async function restoreDraft(scope: Scope, id: InvoiceId): Promise<void> {
  const restored = await tryWrite(
    scope,
    'invoicing.restore',
    async (w) => {
      const [kept] = await w.tx
        .delete(deletedDrafts)
        .where(and(eq(deletedDrafts.id, id), gt(deletedDrafts.deletedAt, oldest(w.now))))
        .returning();
      if (!kept) throw notFound();
      await insertRows(w, 'invoices', [kept.draft]);
      await insertRows(w, 'invoice_lines', kept.lines);
      await insertRows(w, 'invoice_taxes', kept.taxes);
      w.about({ kind: 'invoice', id }, {}, { clientId: kept.draft.client_id });
    },
    billedViolations([]),
  );
  if (!restored.ok) throw new AppError('conflict', 'invoicing.error.billedMeanwhile');
}

function rowsOf(table: 'invoice_lines' | 'invoice_taxes'): SQL {
  return sql`coalesce((select jsonb_agg(to_jsonb(part)) from ${sql.raw(table)} part where part.invoice_id = invoices.id), '[]')`;
}

/** Columns that a migration added meanwhile get their defaults. */
async function insertRows(w: Write, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(
    Object.keys(first).map((name) => sql.identifier(name)),
    sql`, `,
  );
  const into = sql.identifier(table);
  await w.tx.execute(
    sql`insert into ${into} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${into}, ${JSON.stringify(rows)}::jsonb)`,
  );
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - KEPT_MS);
}

/** A run takes a limited number; what is left waits for the next night. */
export async function purgeDeletedDrafts(scope: Scope): Promise<void> {
  const isOld = lt(deletedDrafts.deletedAt, oldest(scope.now));
  const old = await scope.db
    .select({ id: deletedDrafts.id, draft: deletedDrafts.draft })
    .from(deletedDrafts)
    .where(isOld)
    .limit(MOST_PURGED);
  for (const { id, draft } of old)
    await scope.write('invoicing.purge-draft', async (w) => {
      w.about({ kind: 'invoice', id }, {}, { clientId: draft.client_id });
      await w.tx.delete(deletedDrafts).where(and(eq(deletedDrafts.id, id), isOld));
    });
}
