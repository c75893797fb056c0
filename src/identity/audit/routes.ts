import { Hono } from 'hono';
import { downloadLines, downloadTable, exportLinks } from '#identity/audit/exports.ts';
import { type AuditQuery, chosenIn, readCursor, readQuery, toFilter, writeCursor } from '#identity/audit/forms.ts';
import { type AuditRow, listAudit } from '#identity/audit/queries.ts';
import { type AuditItem, tellRow } from '#identity/audit/tell.ts';
import { listMembers } from '#identity/members/queries.ts';
import { AUDIT } from '#identity/paths.ts';
import { tellHistory } from '#platform/history/tell.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { fragment, isFragmentRequest, render, uiOf } from '#platform/http/render.ts';
import { AuditPage } from '#views/identity/audit/index.tsx';
import { AuditRows } from '#views/identity/audit/rows.tsx';

const PAGE = 50;

export const auditRoutes = new Hono<Env>()
  .get('/', can('identity.audit'), async (c) => {
    const { db, control, studio } = c.var.scope;
    const query = readQuery((name) => c.req.query(name));
    const after = readCursor(c.req.query('after'));
    const rows = await listAudit(db, toFilter(query, studio.timeZone), after, PAGE + 1);
    const list = { entries: await tellAll(c, rows.slice(0, PAGE)), next: nextPage(query, rows) };
    if (after && isFragmentRequest(c)) return fragment(c, (ui) => AuditRows({ ui, ...list }));
    return showAudit(c, query, list, await listMembers(control, studio.id));
  })
  .get('/export.csv', can('identity.audit'), freshProof('identity.proof.what.audit'), downloadTable)
  .get('/export.jsonl', can('identity.audit'), freshProof('identity.proof.what.audit'), downloadLines);

type List = { readonly entries: readonly AuditItem[]; readonly next: string | null };

async function tellAll(c: AppContext, rows: readonly AuditRow[]): Promise<readonly AuditItem[]> {
  const items = await tellHistory(c, rows);
  return rows.flatMap((row, index) => {
    const item = items[index];
    return item ? [tellRow(c, uiOf(c), row, item)] : [];
  });
}

function showAudit(c: AppContext, query: AuditQuery, list: List, members: Awaited<ReturnType<typeof listMembers>>) {
  return render(c, (ui) => ({
    title: ui.t('identity.audit.title'),
    styles: ['identity'],
    body: AuditPage({ ui, query, ...list, members, files: exportLinks(query) }),
  }));
}

function nextPage(query: AuditQuery, rows: readonly AuditRow[]): string | null {
  const last = rows[PAGE - 1];
  if (rows.length <= PAGE || !last) return null;
  return `${AUDIT}?${new URLSearchParams([...chosenIn(query), ['after', writeCursor(last)]])}`;
}
