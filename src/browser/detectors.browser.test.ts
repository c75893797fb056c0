/** A test that never fails proves nothing: each detector of the other journeys meets what it must find. */
import { expect, test } from 'vitest';
import { findBarriers } from '#testing/axe.ts';
import { findOverflow, PHONE, type Tab, useBrowser } from '#testing/browser.ts';
import { bytesOf, meter, overBudget, PORTAL, scriptsOf } from '#testing/budget.ts';
import { findForeign, HOSTILE_TEXTS } from '#testing/foreign.ts';
import { createReader, findCramped, findUntranslated } from '#testing/untranslated.ts';

const browser = useBrowser();

/** A page of ours with something wrong in its body. */
async function show(tab: Tab, body: string, headers: Record<string, string> = {}): Promise<void> {
  await tab.page.route('**/wrong', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers,
      body: `<!doctype html><html lang="fr"><head><title>Faux</title></head><body><main><h1>Faux</h1>${body}</main></body></html>`,
    }),
  );
  await tab.goto('/wrong');
}

/** What the tab noted, which is meant here. */
const noted = (tab: Tab) => tab.faults.splice(0).join('\n');

test('a script that throws, and what it writes to the console', async () => {
  const tab = await browser.tab();
  await show(tab, '<script>console.error("loud"); throw new Error("broken")</script>');
  expect(noted(tab)).toMatch(/loud[\s\S]*broken/);
});

test('a dialog', async () => {
  const tab = await browser.tab();
  await show(tab, '<script>alert("hello")</script>');
  expect(noted(tab)).toContain('dialog: hello');
});

test('what the policy of our pages refuses', async () => {
  const tab = await browser.tab();
  const policy = (await (await tab.page.goto('/'))?.headerValue('content-security-policy')) ?? '';
  await show(tab, '<p style="color:red">x</p><img src="//evil.example/a.png" alt=""><script>1</script>', {
    'content-security-policy': policy,
  });
  const faults = noted(tab);
  for (const directive of ['style-src-attr', 'img-src', 'script-src-elem'])
    expect(faults).toContain(`refused ${directive}`);
});

test('an unexpected answer, and one from somewhere else', async () => {
  const tab = await browser.tab();
  await show(tab, '<img src="/nowhere.png" alt=""><img src="http://evil.example/a.png" alt="">');
  const faults = noted(tab);
  expect(faults).toContain('/nowhere.png answered 404');
  expect(faults).toContain('/a.png failed: net::ERR_NAME_NOT_RESOLVED');
});

test('text that was not escaped, each by itself', async () => {
  const tab = await browser.tab();
  const unseen: string[] = [];
  for (const text of HOSTILE_TEXTS) {
    await show(
      tab,
      `<div>${text}</div><input aria-label="x" value="${text}"><i title='${text}'></i><a href="${text}">x</a>`,
    );
    const found = [...(await findForeign(tab.page)), ...tab.faults.splice(0)];
    if (found.length === 0) unseen.push(text);
    await tab.page.unrouteAll();
  }
  // Braces are a matter of templates that run in the browser, and we have none.
  expect(unseen).toEqual(HOSTILE_TEXTS.filter((text) => text.startsWith('{{') || text.startsWith('&lt;')));
});

test('colours, names and targets that cannot be used by everyone', async () => {
  const tab = await browser.tab();
  await show(
    tab,
    '<p><span id="pale">pâle</span></p><button></button><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
  );
  await tab.page.addStyleTag({ content: '#pale { color: #ccc; background: #fff }' });
  const barriers = (await findBarriers(tab.page)).join('\n');
  for (const rule of ['color-contrast', 'button-name', 'image-alt']) expect(barriers).toContain(rule);
});

test('what one theme alone shows, whatever rule it breaks', async () => {
  const tab = await browser.tab();
  await show(tab, '<button id="night"></button>');
  await tab.page.addStyleTag({ content: '@media (prefers-color-scheme: light) { #night { display: none } }' });
  expect(await findBarriers(tab.page)).toEqual([expect.stringMatching(/\(dark\) button-name/)]);
  expect(await tab.page.evaluate(() => matchMedia('(prefers-color-scheme: light)').matches)).toBe(true);
});

test('what is wider than a phone', async () => {
  const tab = await browser.tab({ width: PHONE });
  await show(tab, '<div id="wide">x</div>');
  await tab.page.addStyleTag({ content: '#wide { inline-size: 500px }' });
  expect(await findOverflow(tab.page)).toEqual([expect.stringContaining('div#wide')]);
});

test('bytes, as they came over the wire', async () => {
  const tab = await browser.tab();
  const { take } = await meter(tab.page);
  await tab.goto('/');
  const costs = take();
  expect(costs.map(({ type }) => type)).toContain('Stylesheet');
  expect(costs.find(({ type }) => type === 'Document')?.encoding).toBe('br');
  expect(bytesOf(costs)).toBeGreaterThan(4_000);
  expect(overBudget({ ...PORTAL, bytes: 100, script: -1, requests: 1 }, costs)).toHaveLength(3);
  expect(overBudget(PORTAL, costs)).toEqual([]);
  await tab.goto('/');
  // The icon of the tab is fetched whenever the browser feels like it.
  expect(take().flatMap(({ type, url }) => (type === 'Other' ? [] : [`${type} ${new URL(url).pathname}`]))).toEqual([
    'Document /',
  ]);
  expect(scriptsOf(costs)).toEqual([]);
});

test('words that are in no catalogue, and boxes too small for ours', async () => {
  const tab = await browser.tab({ width: PHONE });
  await show(
    tab,
    '<p>⟦Féêrmêër⟧ <b>Mona</b> 12:30</p><p title="Fermer">Ouvrir Mona</p><p id="cut">⟦Ûün têëxtêë trôöp lôöng⟧</p><p id="out">⟦Ûünbrêëakablêë⟧</p>',
  );
  await tab.page.addStyleTag({
    content: '#cut { inline-size: 40px; block-size: 20px; overflow: hidden } #out { inline-size: 40px }',
  });
  const untranslated = await findUntranslated(tab.page, createReader(['Mona', 'Faux']));
  expect(untranslated).toEqual([expect.stringContaining(': Ouvrir'), expect.stringContaining('title: Fermer')]);
  expect(await findCramped(tab.page)).toEqual([expect.stringContaining('p#cut'), expect.stringContaining('p#out')]);
});
