import { Hono } from 'hono';
import type { SearchKind } from '#platform/contributions/search-kind.ts';
import { MOST_COUNTED } from '#platform/format/counted.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { fragment, isFragmentRequest, render, uiOf } from '#platform/http/render.ts';
import { listCommands, listPages, listShellCommands } from '#search/commands.ts';
import { type FoundPage, parseQuestion, type Question } from '#search/model.ts';
import { searchAll, searchKind } from '#search/service.ts';
import { SearchIndex } from '#views/search/index.tsx';
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

function kindsOf(c: AppContext): readonly SearchKind[] {
  return c.var.services.contributions.searchKinds.filter(({ permission }) => uiOf(c).can(permission));
}

/** @throws AppError forbidden for a kind that the reader may not see */
function kindOf(c: AppContext): SearchKind | null {
  const { searchKinds } = c.var.services.contributions;
  const kind = searchKinds.find(({ name }) => name === c.req.query('kind')) ?? null;
  if (kind !== null && !uiOf(c).can(kind.permission)) throw new AppError('forbidden', 'platform.error.forbidden');
  return kind;
}

/** An address that was edited by hand begins at the top. */
function afterOf(c: AppContext): number {
  const after = Number(c.req.query('after') ?? 0);
  return Number.isInteger(after) && after > 0 && after <= MOST_COUNTED ? after : 0;
}

/** Rows behind others: what the pager appends, or without HTMX a page that begins with them. */
async function furtherRows(c: AppContext, question: Question, kind: SearchKind, after: number): Promise<Response> {
  const page = await searchKind(c.var.scope, question, { kind, after, limit: OF_ONE });
  const { text } = question;
  if (isFragmentRequest(c)) return fragment(c, (ui) => SearchRows({ ui, text, page }));
  return render(c, (ui) => ({
    title: ui.t('search.results', { text }),
    body: SearchIndex({ ui, text, kind, kinds: kindsOf(c), found: [page], pages: [page] }),
  }));
}

export const routes = new Hono<Env>()
  .get('/', can('search.read'), async (c) => {
    const [question, kind, after, kinds] = [questionOf(c), kindOf(c), afterOf(c), kindsOf(c)];
    const { text } = question;
    if (kind !== null && after > 0) return furtherRows(c, question, kind, after);
    const found = await searchAll(c.var.scope, question, { kinds, limit: kind === null ? OF_EACH : OF_ONE });
    const pages: FoundPage[] = found
      .filter((each) => kind === null || each.kind === kind)
      .map((each) => ({ ...each, next: each.rows.length < each.total ? each.rows.length : null }));
    return render(c, (ui) => ({
      title: text === '' ? ui.t('search.title') : ui.t('search.results', { text }),
      body: SearchIndex({ ui, text, kind, kinds, found, pages }),
    }));
  })
  .get('/palette', can('search.read'), async (c) => {
    const question = questionOf(c);
    const { text } = question;
    const limit = text === '' ? RECENT_IN_PALETTE : IN_PALETTE;
    const found = await searchAll(c.var.scope, question, { kinds: kindsOf(c), limit });
    const { commands } = c.var.services.contributions;
    return fragment(c, (ui) =>
      SearchPalette({
        ...{ ui, text, found },
        commands: [...listCommands(ui, commands, question), ...listShellCommands(ui, question)],
        pages: listPages(ui, question),
      }),
    );
  });
