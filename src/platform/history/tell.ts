/** From rows of the audit trail to sentences: subjects are named by the modules that own them, with one query for each kind. */
import type { HistoryItem, HistoryRow } from '#platform/history/model.ts';
import { listHistory, listNews } from '#platform/history/queries.ts';
import type { AppContext } from '#platform/http/env.ts';
import { uiOf } from '#platform/http/render.ts';
import type { AppServices } from '#platform/http/services.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeFacts } from '#platform/i18n/locales.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Subject } from '#platform/scope.ts';

/** By id. */
type Names = ReadonlyMap<string, string>;

export interface TellOptions {
  /** Names by id that the page knows already: then nothing is asked, and other subjects are called what they were called then. */
  readonly known?: ReadonlyMap<string, string>;
}

/** The history of one record, for those who may see records of its kind. */
export function readHistory(c: AppContext, subject: Subject): Promise<HistoryRow[]> {
  return readableKinds(c).includes(subject.kind) ? listHistory(c.var.scope.db, subject) : Promise.resolve([]);
}

/** The news of the first page. */
export function readNews(c: AppContext, since: Date): Promise<HistoryRow[]> {
  const { news } = c.var.services.contributions;
  return listNews(c.var.scope.db, { since, actions: news, kinds: readableKinds(c) });
}

/** Kinds of subjects that the reader may see. */
export function readableKinds(c: AppContext): string[] {
  const { can } = uiOf(c);
  return [...c.var.services.contributions.subjects].flatMap(([kind, { permission }]) =>
    can(permission) ? [kind] : [],
  );
}

export async function tellHistory(
  c: AppContext,
  rows: readonly HistoryRow[],
  { known }: TellOptions = {},
): Promise<readonly HistoryItem[]> {
  const names = known ?? (await describeSubjects(c, rows));
  const ui = uiOf(c);
  return rows.map((row) => toItem(c.var.services, ui, row, names));
}

/** What subjects and clients are called now. */
async function describeSubjects(c: AppContext, rows: readonly HistoryRow[]): Promise<Names> {
  const wanted = new Map<string, Set<string>>();
  const want = (kind: string, id: string) => wanted.set(kind, (wanted.get(kind) ?? new Set()).add(id));
  for (const { subject, clientId } of rows) {
    if (subject) want(subject.kind, subject.id);
    if (clientId) want('client', clientId);
  }
  const { subjects } = c.var.services.contributions;
  const described = [...wanted].map(([kind, ids]) => subjects.get(kind)?.describe(c.var.scope, [...ids]));
  const cards = (await Promise.all(described)).flatMap((found) => [...(found ?? [])]);
  return new Map(cards.map(([id, { name }]) => [id, name]));
}

function toItem(services: AppServices, ui: Ui, row: HistoryRow, names: Names): HistoryItem {
  const { id, at, action, subject, clientId } = row;
  const definition = subject && services.contributions.subjects.get(subject.kind);
  const name = (subject && names.get(subject.id)) || nameThen(row) || (definition ? ui.t(definition.label) : '');
  return {
    ...{ id, at, action, subject, name },
    sentence: wordAction(services, ui, row, name),
    href: (subject && definition?.path(subject.id)) ?? null,
    clientName: (clientId !== null && clientId !== subject?.id && names.get(clientId)) || null,
  };
}

/** Modules keep what their subject was called under one of these. */
function nameThen({ details }: HistoryRow): string {
  const name = details.number ?? details.title ?? details.name ?? details.fileName;
  return typeof name === 'string' ? name : '';
}

/** An action that no catalog has a sentence for (one of another version) is shown as it is called. */
function wordAction({ catalogs, contributions }: AppServices, ui: Ui, row: HistoryRow, name: string): string {
  const key = sentenceKey(row.action);
  if (!Object.hasOwn(catalogs.en, key)) return row.action;
  const values = contributions.wordings.get(row.action)?.(ui, row.details);
  return ui.t(key, { actor: actorLabel(ui, row, name), name: withinQuotes(ui, name), ...values });
}

export function sentenceKey(action: string): MessageKey {
  return action.replace('.', '.action.') as MessageKey;
}

/** A person who signs in is not known yet: then it is the one whom the row is about. */
function actorLabel(ui: Ui, { actorKind, actorName, subject, details }: HistoryRow, name: string): string {
  const { actingFor: client } = details;
  if (actorKind === 'client' && typeof client === 'string')
    return ui.t('ui.history.for', { person: actorName, client });
  if (actorKind === 'system') return ui.t('ui.history.system');
  if (actorKind !== 'anonymous') return actorName;
  const isPerson = subject?.kind === 'user' || subject?.kind === 'client';
  return isPerson && name !== '' ? name : ui.t('ui.history.someone');
}

/** Quotation marks within quotation marks are others. */
function withinQuotes(ui: Ui, text: string): string {
  const { outer, inner } = localeFacts(ui.locale).quotes;
  return text
    .replace(new RegExp(`${outer[0]}\\s*`, 'g'), inner[0])
    .replace(new RegExp(`\\s*${outer[1]}`, 'g'), inner[1]);
}
