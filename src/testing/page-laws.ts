/** What is true of every page, of any module. Checked wherever a test fetches one. */
import type { HTMLElement } from 'node-html-parser';

const LABELLED = new Set(['hidden', 'submit', 'button', 'reset', 'image']);

function duplicateIds(document: HTMLElement): string[] {
  const ids = document.querySelectorAll('[id]').map((element) => element.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function unlabelledFields(document: HTMLElement): string[] {
  const labels = new Set(document.querySelectorAll('label[for]').map((label) => label.getAttribute('for')));
  return document
    .querySelectorAll('input, select, textarea')
    .filter((field) => !LABELLED.has(field.getAttribute('type') ?? 'text'))
    .filter(
      (field) =>
        !labels.has(field.id) &&
        !field.closest('label') &&
        !field.getAttribute('aria-label') &&
        !field.getAttribute('aria-labelledby'),
    )
    .map((field) => field.getAttribute('name') ?? field.outerHTML);
}

/** HTMX may only add to what works without it. */
function withoutFallback(document: HTMLElement): string[] {
  return document
    .querySelectorAll('[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete]')
    .filter(
      (element) =>
        !element.closest('a[href], form[action]') &&
        !element.getAttribute('href') &&
        !/every|load|revealed/.test(element.getAttribute('hx-trigger') ?? ''),
    )
    .map((element) => element.outerHTML.slice(0, 120));
}

function forbiddenAttributes(document: HTMLElement): string[] {
  return document
    .querySelectorAll('*')
    .flatMap((element) =>
      Object.entries(element.attributes).map(([name, value]) => ({
        name: name.toLowerCase(),
        value,
        tag: element.rawTagName,
      })),
    )
    .filter(
      ({ name, value }) =>
        name === 'style' ||
        /^(on|hx-on|x-html)/.test(name) ||
        (name.startsWith('x-') && !/^[a-zA-Z]*$/.test(value)) ||
        /^js:/.test(value) ||
        (name === 'hx-trigger' && value.includes('[')) ||
        (/^(href|action|src)$/.test(name) && /^\s*javascript:/i.test(value)),
    )
    .map(({ tag, name, value }) => `${tag} ${name}="${value}"`);
}

/** What every page has: done twice it is as done once. */
const REPEATABLE = /^\/(portal\/)?(preferences|logout)$/;

/** @throws Error that names the page and everything that is wrong with it */
export function checkPage(document: HTMLElement, name: string): void {
  const faults: string[] = [];
  const expect = (found: readonly string[], what: string) => {
    if (found.length > 0) faults.push(`${what}: ${found.join(' · ')}`);
  };
  if (!document.querySelector('title')?.text.trim()) faults.push('no title');
  if (!document.querySelector('html[lang]')) faults.push('no language');
  const heads = document.querySelectorAll('h1').length;
  if (heads !== 1) faults.push(`${heads} h1 instead of one`);
  expect(duplicateIds(document), 'ids that come twice');
  expect(unlabelledFields(document), 'fields without a label');
  expect(
    document
      .querySelectorAll('form')
      .filter((form) => !form.getAttribute('action') || !form.getAttribute('method'))
      .map((form) => form.outerHTML.slice(0, 80)),
    'forms without action or method',
  );
  expect(
    document
      .querySelectorAll('form[method="post"]')
      .filter((form) => !form.querySelector('input[name="requestKey"]'))
      .map((form) => form.getAttribute('action') ?? '')
      .filter((action) => !REPEATABLE.test(action)),
    'forms without a request key',
  );
  expect(
    document
      .querySelectorAll('script')
      .filter((script) => !script.getAttribute('src'))
      .map(() => 'script'),
    'inline scripts',
  );
  expect(
    document.querySelectorAll('style').map(() => 'style'),
    'inline styles',
  );
  expect(withoutFallback(document), 'nothing without HTMX');
  const component = document.querySelector('[x-data]');
  if (Boolean(component) !== Boolean(document.querySelector('script[src*="/js/components."]')))
    faults.push(component ? 'components without Alpine' : 'Alpine without a component');
  expect(forbiddenAttributes(document), 'attributes that the policy forbids');
  if (faults.length > 0) throw new Error(`${name} breaks the laws of pages:\n  ${faults.join('\n  ')}`);
}
