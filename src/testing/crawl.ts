/** Walks through every page that links lead to, one of each kind. */
import type { Tab } from '#testing/browser.ts';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const FILES = /\.(pdf|csv|jsonl|vcf|png|jpe?g)$|\/(pdf|export|exports?\/.*)$/;

/** `/clients/018f…?after=x&kind=y` → `/clients/:id`, `/clients/:id?after`, `/clients/:id?kind`: what is new in an address. */
export function kindsOf(address: string): string[] {
  const { pathname, searchParams } = new URL(address, 'http://x');
  const path = pathname.replace(ID, ':id');
  return [path, ...[...new Set(searchParams.keys())].sort().map((name) => `${path}?${name}`)];
}

function linksOf({ page }: Tab): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href]:not([download])')]
      .filter((link) => link.origin === location.origin)
      .map((link) => link.pathname + link.search),
  );
}

/**
 * Of many pages of a kind it takes one, and one more for each parameter.
 * @param visit gets each page once it is loaded, with its address
 * @returns the kinds, in the order in which they were found
 */
export async function crawl(
  tab: Tab,
  starts: readonly string[],
  visit: (path: string) => Promise<void>,
): Promise<string[]> {
  const [waiting, known] = [[...starts], new Set(starts.flatMap(kindsOf))];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    await tab.goto(path);
    await visit(path);
    for (const link of await linksOf(tab)) {
      const kinds = kindsOf(link);
      if (kinds.every((kind) => known.has(kind)) || FILES.test(new URL(link, 'http://x').pathname)) continue;
      for (const kind of kinds) known.add(kind);
      waiting.push(link);
    }
  }
  return [...known];
}
