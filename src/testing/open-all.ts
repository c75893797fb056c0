/** Opens what addresses and the links on them lead to, each kind of address once. */
import { kindsOf } from '#testing/crawl.ts';
import type { Visitor } from '#testing/visit.ts';

/** A page, what htmx asks of it, one of its parts, and what a refresh of it fetches. */
const WAYS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'hx-request': 'true' },
  { 'hx-request': 'true', 'hx-target': 'session-preview' },
  { 'hx-request': 'true', 'hx-live': 'true' },
];

/** Addresses in the text of a page. */
export const LINKS = /(?:href|hx-get|action)="(\/[^"#]*)/g;
const ELSEWHERE = /^\/(static|logout|dev|live|preferences)\b/;

const linksIn = (text: string) =>
  [...text.matchAll(LINKS)]
    .map(([, path = '']) => path.replaceAll('&amp;', '&'))
    .filter((path) => !ELSEWHERE.test(path));

export interface Opened {
  readonly path: string;
  readonly status: number;
  /** With the headers, where a redirect or the name of a file may tell something too. */
  readonly text: string;
}

/** @returns every answer, also those that refuse */
export async function openAll(visitor: Visitor, starts: readonly string[]): Promise<readonly Opened[]> {
  const [waiting, opened] = [[...starts], [] as Opened[]];
  const known = new Set(waiting.flatMap(kindsOf));
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    for (const headers of WAYS) {
      const answer = await open(visitor, path, headers);
      opened.push(answer);
      for (const link of answer.status === 200 ? linksIn(answer.text) : []) {
        const kinds = kindsOf(link);
        if (kinds.every((kind) => known.has(kind))) continue;
        for (const kind of kinds) known.add(kind);
        waiting.push(link);
      }
    }
  }
  return opened;
}

async function open(visitor: Visitor, path: string, headers: Readonly<Record<string, string>>): Promise<Opened> {
  const response = await visitor.request(path, { headers: { accept: 'text/html', ...headers } });
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return { path, status: response.status, text: [...lines, await response.text()].join('\n') };
}
