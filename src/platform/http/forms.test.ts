import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createFormatter } from '#platform/format/formatter.ts';
import { money } from '#platform/format/money.ts';
import type { Env } from '#platform/http/env.ts';
import type { FormBody } from '#platform/http/form-body.ts';
import { type FormResult, orRefusal, readBody } from '#platform/http/forms.ts';
import type { Ui } from '#platform/http/ui.ts';
import { createTranslator, type MessageKey } from '#platform/i18n/translate.ts';
import type { Refusal, Result } from '#platform/refusal.ts';

const SETTING = { locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR' } as const;
const FRENCH = { most: 'Au plus {due}.', lacks: 'Il manque {what}.', light: 'la lumière', sound: 'le son' };
const key = (name: keyof typeof FRENCH) => name as MessageKey;
const FORM = { values: { amount: '9' }, errors: { note: 'Trop long.' } };

/** What a route gets for a form of which a service made `result`. */
async function shown(result: Result<string, number>): Promise<FormResult<string, number>> {
  let answer: FormResult<string, number> | undefined;
  const t = createTranslator({ fr: FRENCH, en: {} }, 'fr');
  const app = new Hono<Env>().get('/', async (c) => {
    c.set('ui', { t, format: createFormatter(SETTING) } as Ui);
    answer = await orRefusal(c, FORM, Promise.resolve(result));
    return c.body(null);
  });
  await app.request('/');
  if (!answer) throw new Error('the route did not answer');
  return answer;
}

async function bodyOf(body: string | FormData): Promise<FormBody | undefined> {
  let read: FormBody | undefined;
  const app = new Hono<Env>().post('/', async (c) => {
    read = await readBody(c);
    return c.body(null);
  });
  const headers: HeadersInit = typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  await app.request('/', { method: 'POST', body, headers });
  return read;
}

describe('the body of a form', () => {
  const NAMES = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf', 'name'];

  it.each(NAMES)('takes a field named %s for what was sent, once and twice', async (name) => {
    const own = (body: FormBody | undefined) => Object.entries(body?.fields ?? {});
    expect(own(await bodyOf(`${name}=a`))).toEqual([[name, 'a']]);
    expect(own(await bodyOf(`${name}=a&${name}=b&${name}=c`))).toEqual([[name, ['a', 'b', 'c']]]);
    const parts = new FormData();
    parts.append(name, 'a');
    expect(own(await bodyOf(parts))).toEqual([[name, 'a']]);
  });
});

const refused = (refusal: Refusal<number>) => shown({ ok: false, refusal });

describe('what a service made of a form', () => {
  it('is its value when it was not refused', async () => {
    expect(await shown({ ok: true, value: 'id' })).toEqual({ ok: true, value: 'id' });
  });

  it('is shown at its field, in the words and sums of the reader', async () => {
    const values = { due: money(123_456n, 'EUR') };
    const answer = await refused({ kind: 'invalid', field: 'amount', messageKey: key('most'), values });
    const errors = { note: 'Trop long.', amount: 'Au plus 1\u202f234,56\u00a0€.' };
    expect(answer).toMatchObject({ status: 422, form: { values: { amount: '9' }, errors } });
  });

  it('lists messages', async () => {
    const values = { what: [key('light'), key('sound')] };
    const answer = await refused({ kind: 'invalid', field: '', messageKey: key('lacks'), values });
    expect(answer).toMatchObject({ form: { errors: { '': 'Il manque la lumière et le son.' } } });
  });

  it.each(['conflict', 'stale'] as const)('is a 409 for a %s, with its data for the page', async (kind) => {
    const answer = await refused({ kind, field: null, messageKey: key('light'), data: 3 });
    expect(answer).toMatchObject({ status: 409, refusal: { data: 3 }, form: FORM });
  });
});
