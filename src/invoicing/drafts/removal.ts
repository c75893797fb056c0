/** A draft never had a number: it may go, and for a day come back. */
import { eq, lt, type SQL, sql } from 'drizzle-orm';
import type { InvoiceId } from '#invoicing/model.ts';
import { deletedDrafts, invoices } from '#invoicing/schema.ts';
import { lockDraft } from '#invoicing/service.ts';
import { billedViolations } from '#invoicing/sources/service.ts';
import type { Id } from '#platform/db/ids.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { tryWrite } from '#platform/refusal.ts';
import type { Scope, Write } from '#platform/scope.ts';

const KEPT_MS = 86_400_000;

/** @throws AppError not-found · conflict once it is issued */
export async function removeDraft(scope: Scope, id: InvoiceId): Promise<void> {
  await scope.write('invoicing.delete', async (w) => {
    const { clientId } = await lockDraft(w, id);
    await forgetOld(w);
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
      await forgetOld(w);
      const [kept] = await w.tx.delete(deletedDrafts).where(eq(deletedDrafts.id, id)).returning();
      if (!kept) throw notFound();
      for (const [table, rows] of [
        ['invoices', [kept.draft]],
        ['invoice_lines', kept.lines],
        ['invoice_taxes', kept.taxes],
      ] as const)
        await w.tx.execute(
          sql`insert into ${sql.raw(table)} select * from jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(rows)}::jsonb)`,
        );
      const { client_id: clientId } = kept.draft as { readonly client_id: Id<'client'> };
      w.about({ kind: 'invoice', id }, {}, { clientId });
    },
    billedViolations([]),
  );
  if (!restored.ok) throw new AppError('conflict', 'invoicing.error.billedMeanwhile');
}

function rowsOf(table: 'invoice_lines' | 'invoice_taxes'): SQL {
  return sql`coalesce((select jsonb_agg(to_jsonb(part)) from ${sql.raw(table)} part where part.invoice_id = invoices.id), '[]')`;
}

function forgetOld(w: Write): Promise<unknown> {
  return w.tx.delete(deletedDrafts).where(lt(deletedDrafts.deletedAt, new Date(w.now.getTime() - KEPT_MS)));
}
