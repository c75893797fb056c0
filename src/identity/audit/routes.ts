import { Hono } from 'hono';
import { type AuditQuery, readCursor, readQuery, toFilter, writeCursor } from '#identity/audit/forms.ts';
import { type AuditRow, listAudit } from '#identity/audit/queries.ts';
import { listMembers } from '#identity/members/queries.ts';
import { AUDIT } from '#identity/paths.ts';
import type { HistoryItem } from '#platform/history/model.ts';
import { tellHistory } from '#platform/history/tell.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { fragment, isFragmentRequest, render } from '#platform/http/render.ts';
import { AuditPage } from '#views/identity/audit/index.tsx';
import { AuditRows } from '#views/identity/audit/rows.tsx';

const PAGE = 50;

export const auditRoutes = new Hono<Env>().get('/', can('identity.audit'), async (c) => {
  const { db, control, studio } = c.var.scope;
  const query = readQuery((name) => c.req.query(name));
  const after = readCursor(c.req.query('after'));
  const rows = await listAudit(db, toFilter(query, studio.timeZone), after, PAGE + 1);
  const list = { entries: await tellHistory(c, rows.slice(0, PAGE)), next: nextPage(query, rows) };
  if (after && isFragmentRequest(c)) return fragment(c, (ui) => AuditRows({ ui, ...list }));
  return showAudit(c, query, list, await listMembers(control, studio.id));
});

type List = { readonly entries: readonly HistoryItem[]; readonly next: string | null };

function showAudit(c: AppContext, query: AuditQuery, list: List, members: Awaited<ReturnType<typeof listMembers>>) {
  return render(c, (ui) => ({
    title: ui.t('identity.audit.title'),
    body: AuditPage({ ui, query, ...list, members }),
  }));
}

function nextPage(query: AuditQuery, rows: readonly AuditRow[]): string | null {
  const last = rows[PAGE - 1];
  if (rows.length <= PAGE || !last) return null;
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  return `${AUDIT}?${new URLSearchParams([...kept, ['after', writeCursor(last)]])}`;
}
