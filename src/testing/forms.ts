/** The forms of the product, as pages show them: where they lead, and what a browser would send of them untouched. */
import type { HTMLElement } from 'node-html-parser';
import type { Visitor } from '#testing/visit.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

export interface FoundForm {
  readonly action: string;
  /** Where it was met. */
  readonly page: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Names of the fields that take files. */
  readonly files: readonly string[];
}

/** One name for all addresses of a route, `/clients/:id`, and for its pattern. */
export const routeKind = (path: string) => path.replace(UUID, ':id').replace(/:\w+(\{[^}]*\})?/g, ':id');

function sentValue(field: HTMLElement): string | undefined {
  if (field.rawTagName === 'textarea') return field.text;
  if (field.rawTagName === 'select') {
    const options = field.querySelectorAll('option');
    const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
    return chosen?.getAttribute('value') ?? '';
  }
  const isBox = /^(checkbox|radio)$/.test(field.getAttribute('type') ?? '');
  if (isBox && !field.hasAttribute('checked')) return undefined;
  return field.getAttribute('value') ?? (isBox ? 'on' : '');
}

function readFound(form: HTMLElement, page: string): FoundForm {
  const fields: Record<string, string> = {};
  const files: string[] = [];
  for (const field of form.querySelectorAll('input[name], select[name], textarea[name]')) {
    const name = field.getAttribute('name') ?? '';
    if (field.getAttribute('type') === 'file') files.push(name);
    else fields[name] = sentValue(field) ?? fields[name] ?? '';
  }
  return { action: form.getAttribute('action') ?? '', page, fields, files };
}

export async function formsOn(visitor: Visitor, page: string): Promise<FoundForm[]> {
  const { all } = await visitor.get(page);
  return all('form[method="post"]').map((form) => readFound(form, page));
}

/** The path of each link of a page, once. */
function linksOf(all: (selector: string) => HTMLElement[]): string[] {
  const paths = all('a[href^="/"]').map((link) => (link.getAttribute('href') ?? '/').split('#')[0] ?? '/');
  return [...new Set(paths)];
}

/** A drafted invoice has other forms than an issued one; four pages of a kind show most of them. */
const PAGES_OF_A_KIND = 4;

/** Follows links from `starts`. @returns a form of each kind, those with most fields first */
export async function findForms(visitor: Visitor, starts: readonly string[]): Promise<FoundForm[]> {
  const forms = new Map<string, FoundForm>();
  const [waiting, known, seen] = [[...starts], new Map<string, number>(), new Set(starts)];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const page = await visitor.get(path);
    if (!page.headers.get('content-type')?.startsWith('text/html')) continue;
    for (const element of page.all('form[method="post"]')) {
      const form = readFound(element, path);
      const rival = forms.get(routeKind(form.action));
      if (!rival || sizeOf(form) > sizeOf(rival)) forms.set(routeKind(form.action), form);
    }
    for (const link of linksOf(page.all)) {
      const kind = routeKind(link.split('?')[0] ?? '/');
      const times = known.get(kind) ?? 0;
      if (seen.has(link) || times >= PAGES_OF_A_KIND) continue;
      known.set(kind, times + 1);
      seen.add(link);
      waiting.push(link);
    }
  }
  return [...forms.values()].sort((a, b) => sizeOf(b) - sizeOf(a));
}

const sizeOf = ({ fields, files }: FoundForm) => Object.keys(fields).length + files.length;
