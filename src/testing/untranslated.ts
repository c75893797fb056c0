/** Finds on a page what the language of tests makes visible: texts that are in no catalogue, and boxes too small for theirs. */
import type { Page } from 'playwright-core';
import { withoutPseudo } from '#testing/pseudo.ts';

/** Addresses, hours, numbers with letters in them, initials: whatever is not words in any language. */
const NO_WORDS =
  /\S+@\S+|https?:\/\/\S*|[\w-]*(\.[\w-]+)*\.(localhost|example|test)\b(:\d+)?|\S*\d\S*|(?<!\p{L})\p{Lu}{1,2}(?!\p{L})/gu;

/** @param data texts that need no translation, as they are on the page */
export function createReader(data: Iterable<string>): (text: string) => string {
  const own = [...new Set([...data].map(squeeze))].filter((text) => /\p{L}{2}/u.test(text)).sort(longestFirst);
  const known = new Map<string, string>();
  const read = (text: string) => {
    let rest = withoutPseudo(text);
    for (const words of own) if (/\p{L}{2}/u.test(rest) && rest.includes(words)) rest = takeWords(rest, words);
    rest = rest.replace(NO_WORDS, ' ');
    return /\p{L}{2}/u.test(rest) ? squeeze(rest) : '';
  };
  return (text) => {
    const squeezed = squeeze(text);
    const rest = known.get(squeezed) ?? read(squeezed);
    known.set(squeezed, rest);
    return rest;
  };
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
const longestFirst = (a: string, b: string) => b.length - a.length;

/** Whole words only: a client called "Le" excuses no sentence. */
function takeWords(text: string, words: string): string {
  const exact = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<!\\p{L})${exact}(?!\\p{L})`, 'gu'), ' ');
}

/** Words that are read or heard and came from no catalogue. */
export async function findUntranslated(page: Page, read: (text: string) => string): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const name = (element: Element) => `${element.localName}${element.id && `#${element.id}`}.${element.className}`;
    const skipped = 'script, style, template, noscript, kbd, code, samp, textarea, svg style, [translate=no]';
    const foreign = (element: Element) => element.closest('[lang]') !== document.documentElement;
    // An action's name in the logs may be in a title.
    const isLogName = (text: string | null) => /^[a-z-]+\.[a-z-]+$/.test(text ?? '');
    const texts: [string, string][] = [['title', document.title]];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !parent.closest(skipped) && !foreign(parent)) texts.push([name(parent), node.nodeValue ?? '']);
    }
    for (const attribute of ['title', 'aria-label', 'aria-description', 'placeholder', 'alt', 'data-confirm'])
      for (const element of document.body.querySelectorAll(`[${attribute}]`))
        if (!foreign(element) && !isLogName(element.getAttribute(attribute)))
          texts.push([`${name(element)} ${attribute}`, element.getAttribute(attribute) ?? '']);
    for (const input of document.querySelectorAll<HTMLInputElement>('input[type=submit], input[type=button]'))
      texts.push([name(input), input.value]);
    return texts;
  });
  const path = new URL(page.url()).pathname;
  return shown.flatMap(([place, text]) => {
    const rest = read(text);
    return rest === '' ? [] : [`${path} ${place}: ${rest}`];
  });
}

/** Boxes whose content is wider than they are, and texts of ours that are cut off. */
export function findCramped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element) => `${element.localName}${element.id && `#${element.id}`}.${element.className}`;
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
    const cramped = [...document.querySelectorAll<HTMLElement>('body *:not(option, svg, svg *)')].filter((element) => {
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isHigh = element.scrollHeight > element.clientHeight + 1;
      if ((!isWide && !isHigh) || element.clientWidth <= 1 || element.closest('.hidden')) return false;
      const { overflowX, overflowY, display, flexWrap, textOverflow } = getComputedStyle(element);
      if (display === 'inline' || scrolls(overflowX) || !element.checkVisibility()) return false;
      const isOurs = (element.textContent ?? '').includes('⟦');
      // What people typed may end in an ellipsis or be cut off; our own words may not. A row that wraps drops whole things.
      if (isWide) return textOverflow !== 'ellipsis' || isOurs;
      return isOurs && /hidden|clip/.test(overflowY) && flexWrap !== 'wrap';
    });
    return cramped.map(
      (element) =>
        `${location.pathname} at ${innerWidth}: ${name(element)} ${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}: ${(element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60)}`,
    );
  });
}
