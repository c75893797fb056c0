import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import type { Env } from '#platform/http/env.ts';
import { streamText } from '#platform/http/stream-text.ts';
import type { Scope } from '#platform/scope.ts';

/** How many scopes are open. */
let open = 0;

const app = new Hono<Env>()
  .use(async (c, next) => {
    const scope = c.var.scope as Scope;
    c.set('reopen', async () => {
      open += 1;
      const release = () => {
        open -= 1;
      };
      return { scope, release };
    });
    await next();
  })
  .get('/:pieces', async (c) =>
    c.body(
      await streamText(c, async function* () {
        for (let piece = 1; piece <= Number(c.req.param('pieces')); piece += 1) yield `${piece},`;
        if (c.req.query('fails') !== undefined) throw new Error('cut off');
      }),
    ),
  );

app.onError((_, c) => c.text('', 500));

describe('a streamed text', () => {
  it('is whole, and its scope is given back', async () => {
    expect(await (await app.request('/4')).text()).toBe('1,2,3,4,');
    expect(await (await app.request('/0')).text()).toBe('');
    expect(open).toBe(0);
  });

  it('gives its scope back when the reader leaves', async () => {
    const reader = (await app.request('/9')).body?.getReader();
    await reader?.read();
    expect(open).toBe(1);
    await reader?.cancel();
    expect(open).toBe(0);
  });

  it('is cut off, and its scope given back, when the reader takes longer than five minutes', async () => {
    vi.useFakeTimers();
    const reader = (await app.request('/9')).body?.getReader();
    await reader?.read();
    await vi.advanceTimersByTimeAsync(300_000);
    vi.useRealTimers();
    await expect(reader?.read()).rejects.toThrow('too slow');
    expect(open).toBe(0);
  });

  it('gives its scope back when it fails, before and after the first piece', async () => {
    expect((await app.request('/0?fails')).status).toBe(500);
    await expect((await app.request('/2?fails')).text()).rejects.toThrow('cut off');
    expect(open).toBe(0);
  });

  it('opens nothing where only the head is asked for', async () => {
    expect((await app.request('/3', { method: 'HEAD' })).status).toBe(200);
    expect(open).toBe(0);
  });
});
