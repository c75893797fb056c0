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

type Scheme = 'light' | 'dark';

async function run(page: Page): Promise<AxeResults['violations']> {
  const there = await page.evaluate(() => 'axe' in window);
  if (!there) await page.evaluate(SOURCE);
  return page.evaluate(
    async (options) =>
      (await (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, options)).violations,
    OPTIONS,
  );
}

/** Colours on their way from one theme to the other do not count. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
}

/** One line for each thing found, with the element; the page is left in the theme named last. */
export async function findBarriers(page: Page, schemes: readonly Scheme[] = ['dark', 'light']): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme });
    await settle(page);
    for (const { id, help, nodes } of await run(page))
      for (const { html, target } of nodes)
        found.push(
          `${new URL(page.url()).pathname} (${scheme}) ${id}: ${help}: ${String(target)} ${html.slice(0, 160)}`,
        );
  }
  return found;
}
