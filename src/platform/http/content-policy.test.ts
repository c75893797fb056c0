import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { publicAccess } from '#platform/http/access.ts';
import { policyFinder } from '#platform/http/content-policy.ts';
import type { Env } from '#platform/http/env.ts';
import { defineModule } from '#platform/module.ts';
import { testStudio } from '#testing/studio.ts';
import { withModules } from '#testing/with-modules.ts';

const BASE =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const CARDS = { 'script-src': ['https://js.bank.example'], 'frame-src': ['https://*.bank.example'] } as const;

const routes = new Hono<Env>()
  .get('/', publicAccess(), (c) => c.text('list'))
  .get('/:id/card', publicAccess(), (c) => c.html('<p>card</p>'));
const invented = defineModule({
  name: 'till',
  routes: { '/till': routes },
  csp: { '/till/:id/card': CARDS, '/till': { 'frame-ancestors': ['https://label.example'] } },
});

describe('the policy of a page', () => {
  it('that an address widens by itself fails every test that visits it', async () => {
    const own = new Hono<Env>().get('/', publicAccess(), (c) => {
      c.header('Content-Security-Policy', `${BASE}; frame-src *`);
      return c.html('<p>wide</p>');
    });
    const browser = (
      await withModules(await testStudio(), [defineModule({ name: 'wide', routes: { '/wide': own } })])
    )();
    await expect(browser.get('/wide')).rejects.toThrow('policy');
  });

  it('is the base and what the card adds for that route, on no other', async () => {
    const browser = (await withModules(await testStudio(), [invented]))();
    const policyOf = async (path: string) => (await browser.get(path)).headers.get('content-security-policy');
    const withCards = `${BASE.replace("script-src 'self'", "script-src 'self' https://js.bank.example")}; frame-src https://*.bank.example`;
    expect(await policyOf('/till/7/card')).toBe(withCards);
    expect(await policyOf('/till')).toBe(
      BASE.replace("frame-ancestors 'none'", 'frame-ancestors https://label.example'),
    );
    for (const path of ['/till/7/card/x', '/till/7', '/login', '/nothing', '/static/nothing.css'])
      expect(await policyOf(path), path).toBe(BASE);
  });

  it.each([
    ['script-src', "'unsafe-inline'"],
    ['script-src', "'unsafe-eval'"],
    ['script-src', 'data:'],
    ['script-src', 'blob:'],
    ['script-src', 'https:'],
    ['script-src', 'https://*.bank.example'],
    ['script-src', '*'],
    ['style-src', "'unsafe-inline'"],
    ['connect-src', '*'],
    ['img-src', 'http://bank.example'],
    ['img-src', "https://bank.example; script-src 'unsafe-inline'"],
  ] as const)('never lets %s have %s', (directive, source) => {
    expect(() => policyFinder([['/till', { [directive]: [source] }]])).toThrow('/till');
  });

  it('is declared once for a route', () => {
    expect(() =>
      policyFinder([
        ['/till', CARDS],
        ['/till', {}],
      ]),
    ).toThrow('twice');
  });
});
