/**
 * A form that is sent twice is carried out once: by a double click, by a user who tries again after an error, or by a network that
 * repeats itself. Each form carries a `requestKey`; the second post with it is answered as the first one was.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppContext } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash, repeatFlash, sentFlash } from '#platform/http/flash.ts';
import type { FormBody } from '#platform/http/form-body.ts';
import { readBody } from '#platform/http/forms.ts';
import { locationOf, redirect } from '#platform/http/render.ts';
import type { SentForm } from '#platform/request-keys/queries.ts';
import type { RequestKeys } from '#platform/request-keys/request-keys.ts';
import type { RequestKey } from '#platform/scope.ts';
import { log } from '#platform/telemetry/log.ts';

/** How long a second post waits for the answer of a first that has done its work. */
const PATIENCE_MS = 2_000;
const LOOK_EVERY_MS = 50;

type Sent = NonNullable<RequestKey['sent']>;

export function answerOnce(keys: RequestKeys) {
  return async function answerOnce(c: AppContext, next: () => Promise<void>): Promise<Response | undefined> {
    const sent = await readSent(c);
    if (!sent) return void (await next());
    const { controlScope, studio } = c.var;
    const first = await keys.find(studio, sent.key);
    if (first) return repeat(c, keys, sent, first);
    controlScope.requestKey.sent = sent;
    await next();
    if (controlScope.requestKey.claimed.size > 0) return void (await remember(c, keys));
    if (c.res.status < 400) return undefined;
    // Refused because the first one was under way, and has done it by now.
    const meanwhile = await keys.find(studio, sent.key);
    if (!meanwhile) return undefined;
    const again = await repeat(c, keys, sent, meanwhile);
    c.res = undefined;
    c.res = again;
    return undefined;
  };
}

/** Null for a form without a key, and for what is no form. A key is worth nothing to another actor, or at another address. */
async function readSent(c: AppContext): Promise<Sent | null> {
  if (c.req.method !== 'POST' || c.var.machine) return null;
  const { actor } = c.var.controlScope;
  const type = c.req.header('content-type') ?? '';
  // A stranger's files are not read before it is known whether he may send them.
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  if (!isForm && !(type.startsWith('multipart/form-data') && actor.kind !== 'anonymous')) return null;
  const body = await readBody(c).catch(() => null);
  if (!body?.requestKey) return null;
  const who = 'id' in actor ? actor.id : actor.kind;
  return { key: digest(who, c.req.path, body.requestKey), fingerprint: fingerprintOf(body) };
}

function fingerprintOf({ fields, files }: FormBody): Uint8Array {
  const texts = Object.entries(fields).flatMap(([name, value]) => [name, ...[value].flat()]);
  return digest(...texts, ...[...files].flatMap(([name, file]) => [name, file.name, String(file.size)]));
}

function digest(...texts: readonly string[]): Uint8Array {
  return createHash('sha256').update(JSON.stringify(texts)).digest();
}

/** That it fails costs the second post its quick way; the work is done once all the same. */
async function remember(c: AppContext, keys: RequestKeys): Promise<void> {
  if (c.res.status >= 400) return;
  try {
    const location = locationOf(c.res);
    const answer = { location: location && shortened(c, location), flash: sentFlash(c.res) };
    await keys.answer(c.var.studio, c.var.controlScope.requestKey, answer);
  } catch (error) {
    log.warn('http.request-key', { request: c.var.requestId, error });
  }
}

async function repeat(c: AppContext, keys: RequestKeys, sent: Sent, first: SentForm): Promise<Response> {
  const { location, flash: said, requestId, fingerprint } = await answered(c, keys, sent, first);
  const path = location === null ? await pathOf(c, keys, requestId) : restored(c, location);
  if (path === null) throw new AppError('conflict', 'platform.error.sentBefore');
  c.header('Idempotent-Replayed', 'true');
  if (Buffer.compare(fingerprint, sent.fingerprint) !== 0) flash(c, 'info', 'platform.form.sentBefore');
  else if (said !== null) repeatFlash(c, said);
  return redirect(c, path);
}

/** What begins as the form's own address may hold the token of a link, which is nowhere stored: what is left is kept. */
const shared = ({ req }: AppContext) => req.path.slice(0, req.path.lastIndexOf('/') + 1);

function shortened(c: AppContext, location: string): string {
  return location.startsWith(shared(c)) ? location.slice(shared(c).length) : location;
}

function restored(c: AppContext, kept: string): string {
  return /^(\/|https?:)/.test(kept) ? kept : shared(c) + kept;
}

async function answered(c: AppContext, keys: RequestKeys, sent: Sent, first: SentForm): Promise<SentForm> {
  let found = first;
  for (let waited = 0; !found.isAnswered && waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
    found = (await keys.find(c.var.studio, sent.key)) ?? found;
  }
  return found;
}

/** Where the thing is that the first one made or changed, for staff. */
async function pathOf(c: AppContext, keys: RequestKeys, requestId: string): Promise<string | null> {
  if (c.var.controlScope.actor.kind !== 'user') return null;
  const subject = await keys.subjectOf(c.var.studio, requestId);
  return (subject && c.var.services.contributions.subjects.get(subject.kind)?.path(subject.id)) ?? null;
}
