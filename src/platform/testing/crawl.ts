/** Walks through every page that links lead to, one of each kind. */
import type { Tab } from '#platform/testing/browser.ts';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const FILES = /\.(pdf|csv|vcf|png|jpe?g)$|\/(pdf|export|exports?\/.*)$/;

/** `/clients/018f…?after=x` → `/clients/:id?after`: pages of one kind have one form. */
export function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://x');
  const names = [...new Set(searchParams.keys())].sort();
  return pathname.replace(ID, ':id') + (names.length > 0 ? `?${names.join('&')}` : '');
}

function linksOf({ page }: Tab): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href]:not([download])')]
      .filter((link) => link.origin === location.origin)
      .map((link) => link.pathname + link.search),
  );
}

/**
 * @param visit gets each page once it stands still, with the kind of its address
 * @returns the kinds, in the order in which they were found
 */
export async function crawl(
  tab: Tab,
  starts: readonly string[],
  visit: (kind: string) => Promise<void>,
): Promise<string[]> {
  const [waiting, known] = [[...starts], new Set(starts.map(kindOf))];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    await tab.goto(path);
    await tab.page.waitForLoadState('networkidle');
    await visit(kindOf(path));
    for (const link of await linksOf(tab)) {
      const kind = kindOf(link);
      if (known.has(kind) || FILES.test(new URL(link, 'http://x').pathname)) continue;
      known.add(kind);
      waiting.push(link);
    }
  }
  return [...known];
}
