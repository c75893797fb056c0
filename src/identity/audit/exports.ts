/** The log as a file: for spreadsheets in the reader's language, and as it is kept for programs. */
import { chosenIn, readQuery, toFilter } from '#identity/audit/forms.ts';
import { kindOf } from '#identity/audit/model.ts';
import { type AuditRow, listAllAudit } from '#identity/audit/queries.ts';
import { type AuditItem, tellRow } from '#identity/audit/tell.ts';
import { AUDIT_CSV, AUDIT_JSONL } from '#identity/paths.ts';
import { download, downloadCsv } from '#platform/exports/download.ts';
import { toLocalInput } from '#platform/format/zoned.ts';
import { tellHistory } from '#platform/history/tell.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import type { Ui } from '#platform/http/ui.ts';

const HEADINGS = [
  ...(['identity.audit.when', 'identity.audit.who', 'identity.audit.what', 'identity.audit.about'] as const),
  ...(['identity.audit.category', 'identity.audit.severity', 'identity.audit.changes'] as const),
  ...(['identity.audit.address', 'identity.audit.request'] as const),
];

const filterOf = (c: AppContext) =>
  toFilter(
    readQuery((name) => c.req.query(name)),
    c.var.scope.studio.timeZone,
  );

export function exportLinks(query: Parameters<typeof chosenIn>[0]): { readonly csv: string; readonly jsonl: string } {
  const chosen = new URLSearchParams(chosenIn(query)).toString();
  const under = (path: string) => (chosen === '' ? path : `${path}?${chosen}`);
  return { csv: under(AUDIT_CSV), jsonl: under(AUDIT_JSONL) };
}

export function downloadTable(c: AppContext): Promise<Response> {
  const [ui, filter] = [uiOf(c), filterOf(c)];
  return downloadCsv(c, {
    name: ui.t('identity.audit.file'),
    headings: HEADINGS.map((key) => ui.t(key)),
    rows: async function* ({ db }) {
      // As things were called then: their names of today would be a query a batch for each kind.
      for await (const batch of listAllAudit(db, filter)) {
        const items = await tellHistory(c, batch, { known: new Map() });
        yield batch.map((row, index) => cellsOf(ui, row, tellRow(c, ui, row, items[index] as (typeof items)[number])));
      }
    },
  });
}

function cellsOf(ui: Ui, row: AuditRow, item: AuditItem): readonly string[] {
  const changes = item.changes.map(({ label, before, after }) =>
    ui.t('identity.audit.change', { label, before, after }),
  );
  return [
    toLocalInput(row.at, ui.format.timeZone).replace('T', ' '),
    ...[row.actorName, item.sentence, item.name],
    ...[ui.t(`identity.audit.category.${item.category}`), ui.t(`identity.audit.severity.${item.severity}`)],
    ...[changes.join('\n'), row.address ?? '', row.requestId],
  ];
}

export function downloadLines(c: AppContext): Promise<Response> {
  const filter = filterOf(c);
  const file = { name: uiOf(c).t('identity.audit.file'), ending: 'jsonl', type: 'application/jsonl' };
  return download(c, file, async function* ({ db }) {
    for await (const batch of listAllAudit(db, filter)) yield batch.map(lineOf).join('');
  });
}

function lineOf({ seq, id, at, action, subject, clientId, details, address, ...row }: AuditRow): string {
  const actor = { kind: row.actorKind, id: row.actorId, name: row.actorName, loginId: row.loginId };
  const line = { seq, id, at, action, ...kindOf(action), actor, subject, clientId, details, address };
  return `${JSON.stringify({ ...line, requestId: row.requestId })}\n`;
}
