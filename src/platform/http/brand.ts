/** The studio's own colour, as a small stylesheet: the policy allows no inline style. */
import type { AppContext } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';

export function brandStylesheet(c: AppContext): Response {
  const hue = c.var.studio?.accentHue;
  if (hue === null || hue === undefined) throw notFound();
  // Under the cascade layer of the tokens, so that it replaces the default and nothing else.
  return c.body(`@layer tokens{:root{--accent-h:${hue};--accent-c:0.15}}`, 200, {
    'Content-Type': 'text/css; charset=utf-8',
    'Cache-Control': 'public, max-age=31536000, immutable',
  });
}
