/** Accessibility problems, as far as a program can find them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything that axe knows but its experiments; the size of targets (WCAG 2.2, 2.5.8) it leaves out by itself. */
const OPTIONS: RunOptions = {
  preload: false,
  resultTypes: ['violations'],
  rules: { 'target-size': { enabled: true } },
};

/** The rules that look at colours: axe's category of that name, less what it leaves out by itself. */
const OF_COLOURS: RunOptions = {
  ...OPTIONS,
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

type Scheme = 'light' | 'dark';

/** What documents find at hand, to be run when it is asked for. */
const AT_HAND = `Object.defineProperty(window, 'regieAxe', { value() { ${SOURCE} } });`;
const haveIt = new WeakSet<Page>();

/** Sending the program takes longer than running it: a tab gets it once, for all the documents that it will show. */
async function bring(page: Page): Promise<void> {
  const isThere = await page.evaluate(() => {
    const { regieAxe } = window as unknown as { regieAxe?(): void };
    if (!('axe' in window)) regieAxe?.();
    return 'axe' in window;
  });
  if (isThere) return;
  await page.evaluate(SOURCE);
  if (!haveIt.has(page)) await page.addInitScript({ content: AT_HAND });
  haveIt.add(page);
}

async function run(page: Page, rules: RunOptions): Promise<AxeResults['violations']> {
  await bring(page);
  return page.evaluate(
    async (options) =>
      (await (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, options)).violations,
    rules,
  );
}

/** Neither a page whose style sheets are on their way counts, nor colours on theirs from one theme to the other. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
}

/** Everything that rules go by but colours: the elements, where they stand, whether they can be seen. */
function shapeOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('*')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height, element.checkVisibility({ opacityProperty: true, visibilityProperty: true })].join();
    });
    const text = `${boxes.join(' ')} ${document.documentElement.outerHTML}`;
    let hash = 0;
    for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    return `${text.length} ${hash}`;
  });
}

async function look(page: Page, scheme: Scheme, rules: RunOptions): Promise<string[]> {
  return (await run(page, rules)).flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, target }) =>
        `${new URL(page.url()).pathname} (${scheme}) ${id}: ${help}: ${String(target)} ${html.slice(0, 160)}`,
    ),
  );
}

async function turnTo(page: Page, colorScheme: Scheme): Promise<string> {
  await page.emulateMedia({ colorScheme });
  await settle(page);
  return shapeOf(page);
}

/**
 * One line for each thing found, with the element; the page is left in the theme named last. All rules are held against that
 * theme, and against the others those of colours: all of them too where a theme changes more than colours.
 */
export async function findBarriers(page: Page, schemes: readonly Scheme[] = ['dark', 'light']): Promise<string[]> {
  const [last = 'light', ...others] = [...schemes].reverse();
  const found: string[] = [];
  const shapes = new Map<Scheme, string>();
  for (const scheme of others) {
    shapes.set(scheme, await turnTo(page, scheme));
    found.push(...(await look(page, scheme, OF_COLOURS)));
  }
  const shape = await turnTo(page, last);
  found.push(...(await look(page, last, OPTIONS)));
  const reshaped = others.filter((scheme) => shapes.get(scheme) !== shape);
  for (const scheme of reshaped) {
    await turnTo(page, scheme);
    found.push(...(await look(page, scheme, OPTIONS)));
  }
  if (reshaped.length > 0) await turnTo(page, last);
  return [...new Set(found)];
}
