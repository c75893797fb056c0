/** A person at work: every click and key is counted, and the time they take is computed by the keystroke-level model. */
import type { Locator, Page } from 'playwright-core';

/** Seconds, after Card, Moran and Newell: a key, pointing, pressing, thinking. */
const [KEY, POINT, PRESS, THINK] = [0.28, 1.1, 0.2, 1.35];

type Where = string | Locator;

export interface Hand {
  /** A link or button by its name. */
  click(where: Where): Promise<void>;
  /** Into the field with this label, to which the tabulator leads. */
  type(where: Where, text: string): Promise<void>;
  choose(where: Where, label: string): Promise<void>;
  press(...keys: string[]): Promise<void>;
  readonly clicks: number;
  readonly keys: number;
  readonly fields: number;
  /** Seconds for finding and pressing, without what is typed. */
  readonly seconds: number;
}

/** @param before the same person on an earlier page */
export function createHand(page: Page, before?: Hand): Hand {
  let [clicks, keys, fields] = [before?.clicks ?? 0, before?.keys ?? 0, before?.fields ?? 0];
  const named = (where: Where) =>
    typeof where !== 'string'
      ? where
      : page
          .getByRole('link', { name: where, exact: true })
          .or(page.getByRole('button', { name: where, exact: true }))
          .filter({ visible: true })
          .first();
  const field = (where: Where) => (typeof where === 'string' ? page.getByLabel(where, { exact: true }) : where);
  return {
    click: async (where) => {
      clicks += 1;
      await named(where).click();
    },
    type: async (where, text) => {
      keys += text.length;
      fields += 1;
      await field(where).fill(text);
    },
    choose: async (where, label) => {
      clicks += 2;
      await field(where).selectOption({ label });
    },
    press: async (...pressed) => {
      for (const key of pressed) {
        keys += 1;
        await page.keyboard.press(key);
      }
    },
    get clicks() {
      return clicks;
    },
    get keys() {
      return keys;
    },
    get fields() {
      return fields;
    },
    get seconds() {
      return Math.round(clicks * (POINT + PRESS + THINK) + fields * (KEY + THINK));
    },
  };
}
