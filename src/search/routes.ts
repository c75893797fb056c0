import { Hono } from 'hono';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { fragment, isFragmentRequest, render, uiOf } from '#platform/http/render.ts';
import { listActions, listPages } from '#search/commands.ts';
import { HIT_KINDS, type HitKind, parseQuestion, type Question, type Results } from '#search/model.ts';
import { FARTHEST } from '#search/ranking/queries.ts';
import { searchAll, searchKind } from '#search/service.ts';
import { SearchIndex, type SearchSection } from '#views/search/index.tsx';
import { SearchPalette } from '#views/search/palette.tsx';
import { SearchRows } from '#views/search/rows.tsx';

const IN_PALETTE = 8;
const RECENT_IN_PALETTE = 3;
const OF_EACH = 8;
const OF_ONE = 30;

function questionOf(c: AppContext): Question {
  const { locale } = uiOf(c);
  return parseQuestion(c.req.query('q') ?? '', { currency: c.var.scope.studio.currency, locale });
}

/** @throws AppError forbidden for invoices, to those who may not read them */
function kindOf(c: AppContext): HitKind | null {
  const kind = HIT_KINDS.find((known) => known === c.req.query('kind')) ?? null;
  if (kind === 'invoices' && !uiOf(c).can('invoicing.read'))
    throw new AppError('forbidden', 'platform.error.forbidden');
  return kind;
}

/** An address that was edited by hand begins at the top. */
function afterOf(c: AppContext): number {
  const after = Number(c.req.query('after') ?? 0);
  return Number.isInteger(after) && after > 0 && after <= FARTHEST ? after : 0;
}

function sectionsOf(results: Results): SearchSection[] {
  return HIT_KINDS.flatMap((kind) => {
    const found = results[kind];
    if (!found) return [];
    const { hits, total } = found;
    return [{ kind, hits, total, next: hits.length < total ? hits.length : null }];
  });
}

/** Rows behind others: what the pager appends, or without HTMX a page that begins with them. */
async function furtherRows(c: AppContext, question: Question, kind: HitKind, after: number): Promise<Response> {
  const page = await searchKind(c.var.scope, question, { kind, after, limit: OF_ONE });
  const { text } = question;
  if (isFragmentRequest(c)) return fragment(c, (ui) => SearchRows({ ui, text, kind, ...page }));
  const counts = [{ kind, total: page.total }];
  return render(c, (ui) => ({
    title: ui.t('search.results', { text }),
    body: SearchIndex({ ui, text, kind, counts, sections: [{ kind, ...page }] }),
  }));
}

export const routes = new Hono<Env>()
  .get('/', can('search.read'), async (c) => {
    const [question, kind, after] = [questionOf(c), kindOf(c), afterOf(c)];
    const { text } = question;
    if (kind !== null && after > 0) return furtherRows(c, question, kind, after);
    const limit = kind === null ? OF_EACH : OF_ONE;
    const mayReadInvoices = uiOf(c).can('invoicing.read');
    const all = sectionsOf(await searchAll(c.var.scope, question, { limit, mayReadInvoices }));
    const sections = all.filter((section) => kind === null || section.kind === kind);
    return render(c, (ui) => ({
      title: text === '' ? ui.t('search.title') : ui.t('search.results', { text }),
      body: SearchIndex({ ui, text, kind, counts: all, sections }),
    }));
  })
  .get('/palette', can('search.read'), async (c) => {
    const question = questionOf(c);
    const { text } = question;
    const limit = text === '' ? RECENT_IN_PALETTE : IN_PALETTE;
    const mayReadInvoices = uiOf(c).can('invoicing.read');
    const results = await searchAll(c.var.scope, question, { limit, mayReadInvoices });
    return fragment(c, (ui) =>
      SearchPalette({ ui, text, actions: listActions(ui, question), pages: listPages(ui, question), results }),
    );
  });
