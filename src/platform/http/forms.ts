/** Form data → typed input, or errors beside the fields with everything that was typed. Messages of the schemas are message keys. */
import type { z } from 'zod';
import type { AppContext } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import type { FormBody } from '#platform/http/form-body.ts';
import { uiOf } from '#platform/http/render.ts';
import { toMessageValues } from '#platform/i18n/message-facts.ts';
import type { MessageKey, MessageValues, Translate } from '#platform/i18n/translate.ts';
import type { Refusal, Result } from '#platform/refusal.ts';

export interface FormState {
  /** As typed; the first value where a name came more than once. */
  readonly values: Readonly<Record<string, string>>;
  /** Field name → text in the reader's language; the empty name is the form as a whole. */
  readonly errors: Readonly<Record<string, string>>;
}

export type ReadForm<T> = (FormState & { readonly ok: true; readonly value: T }) | (FormState & { readonly ok: false });

/** An invoice of 500 lines fills seven for each. */
const MOST_FIELDS = 4_000;
const NUL = '\u0000';

const REQUEST_KEY = 'requestKey';

/** URL-encoded or multipart; anything else is a mistake. A name that comes more than once becomes a list. Read once a request. */
export function readBody(c: AppContext): Promise<FormBody> {
  const body = c.var.formBody ?? parseBody(c);
  c.set('formBody', body);
  return body;
}

async function parseBody(c: AppContext): Promise<FormBody> {
  const type = c.req.header('content-type') ?? '';
  // A map, for what people name their fields: an object knows "constructor" and "__proto__" before any is sent.
  const fields = new Map<string, string | string[]>();
  const files = new Map<string, File>();
  const entries = type.startsWith('multipart/form-data')
    ? (await multipart(c)).entries()
    : urlEncoded(type, await c.req.text());
  let requestKey: string | null = null;
  let count = 0;
  for (const [name, value] of entries) {
    count += 1;
    if (count > MOST_FIELDS) throw new AppError('too-large', 'platform.error.tooLarge');
    if (name === REQUEST_KEY) requestKey = typeof value === 'string' && value !== '' ? value : null;
    else if (typeof value !== 'string') files.set(name, value);
    else addField(fields, name, value);
  }
  return { requestKey, fields: Object.fromEntries(fields), files };
}

function addField(fields: Map<string, string | string[]>, name: string, value: string): void {
  const known = fields.get(name);
  if (known === undefined) fields.set(name, value);
  else if (typeof known === 'string') fields.set(name, [known, value]);
  else known.push(value);
}

async function multipart(c: AppContext): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch (cause) {
    throw new AppError('invalid', 'platform.error.invalid', { cause });
  }
}

function urlEncoded(type: string, body: string): Iterable<[string, string]> {
  if (body !== '' && !type.startsWith('application/x-www-form-urlencoded'))
    throw new AppError('invalid', 'platform.error.invalid');
  return new URLSearchParams(body).entries();
}

function typedValues(fields: FormBody['fields']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}

/** Native issues of zod get our words; those raised with a key of ours keep it. */
function messageOf(issue: z.core.$ZodIssue, t: Translate): string {
  const values: Record<string, string | number> = {};
  if ('maximum' in issue) values.maximum = Number(issue.maximum);
  if ('minimum' in issue) values.minimum = Number(issue.minimum);
  if (issue.code === 'custom' && issue.params) Object.assign(values, issue.params);
  if (/^[a-z]+\.[\w.-]+$/i.test(issue.message)) return t(issue.message as MessageKey, values as MessageValues);
  if (issue.code === 'too_big') return t('platform.form.tooLong', values);
  if (issue.code === 'too_small')
    return values.minimum === 1 ? t('platform.form.required') : t('platform.form.tooShort', values);
  if (issue.code === 'invalid_type') return t('platform.form.required');
  if (issue.code === 'invalid_value') return t('platform.form.choice');
  return t('platform.form.invalid');
}

function nulErrors(values: Readonly<Record<string, string>>, t: Translate): Record<string, string> {
  const names = Object.keys(values).filter((name) => values[name]?.includes(NUL));
  return Object.fromEntries(names.map((name) => [name, t('platform.form.nul')]));
}

export function checkForm<S extends z.ZodType>(c: AppContext, body: FormBody, schema: S): ReadForm<z.output<S>> {
  const { t } = uiOf(c);
  const values = typedValues(body.fields);
  const nul = nulErrors(values, t);
  if (Object.keys(nul).length > 0) return { ok: false, values: withoutNul(values), errors: nul };
  const result = schema.safeParse(body.fields);
  if (result.success) return { ok: true, value: result.data, values, errors: {} };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[String(issue.path[0] ?? '')] ??= messageOf(issue, t);
  return { ok: false, values, errors };
}

/** HTML cannot carry the character either: what is shown again is the rest. */
function withoutNul(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.replaceAll(NUL, '')]));
}

export async function readForm<S extends z.ZodType>(c: AppContext, schema: S): Promise<ReadForm<z.output<S>>> {
  return checkForm(c, await readBody(c), schema);
}

/** For what only the route could know of; names are fields, the empty one the whole form. */
export function withErrors(form: FormState, errors: Readonly<Record<string, string>>): FormState {
  return { values: form.values, errors: { ...form.errors, ...errors } };
}

export type FormResult<T, Data = never> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly form: FormState;
      readonly status: 409 | 422;
      readonly refusal: Refusal<Data>;
    };

/** What a service made of the form; a refusal is shown at its field, with the status of the answer. */
export async function orRefusal<T, Data = never>(
  c: AppContext,
  form: FormState,
  attempt: Promise<Result<T, Data>>,
): Promise<FormResult<T, Data>> {
  const result = await attempt;
  if (result.ok) return result;
  const { kind, field, messageKey, values = {} } = result.refusal;
  const ui = uiOf(c);
  const errors = field === null ? {} : { [field]: ui.t(messageKey, toMessageValues(values, ui)) };
  const status = kind === 'invalid' ? 422 : 409;
  return { ok: false, form: withErrors(form, errors), status, refusal: result.refusal };
}
