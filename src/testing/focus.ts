/** What a keyboard user sees: where they are. */
import type { Page } from 'playwright-core';

export interface Focused {
  /** The accessible name, more or less: label, text or title. */
  readonly name: string;
  readonly tag: string;
  readonly visible: boolean;
}

export function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body)
      return { name: '', tag: 'body', visible: false };
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const inside = element.closest('.field, .suffixed, label');
    const ring = inside ? getComputedStyle(inside) : null;
    // A date's own parts, such as its button, are the browser's, and so is their ring.
    const isOfDate = element instanceof HTMLInputElement && /^(date|time|datetime-local)$/.test(element.type);
    const shown = (style: CSSStyleDeclaration | null) => style !== null && style.outlineStyle !== 'none';
    const label = 'labels' in element ? (element.labels as NodeList | null)?.[0]?.textContent : null;
    return {
      name: (label ?? element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim(),
      tag: element.localName,
      visible:
        isOfDate ||
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) ||
        shown(ring) ||
        boxShadow !== 'none',
    };
  });
}

const MOST_TABS = 120;

/** Presses the tabulator until something of that name has the focus. @throws when focus cannot be seen, or nothing has that name */
export async function tabTo(page: Page, name: string): Promise<number> {
  for (let pressed = 1; pressed <= MOST_TABS; pressed += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now.tag !== 'body' && !now.visible) throw new Error(`the focus on ${now.tag} “${now.name}” cannot be seen`);
    if (now.name === name || now.name.startsWith(`${name} `)) return pressed;
  }
  throw new Error(`the tabulator does not lead to “${name}” on ${page.url()}`);
}
