/** One mapper from whatever was thrown to a page, a fragment or a problem document (RFC 9457). */
import { HTTPException } from 'hono/http-exception';
import { isFull, isUnavailable, postgresFault } from '#platform/db/errors.ts';
import type { AppContext } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { render, uiOf } from '#platform/http/render.ts';
import { seal } from '#platform/http/seal.ts';
import type { Problem } from '#platform/http/services.ts';
import { type MessageFacts, toMessageValues } from '#platform/i18n/message-facts.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { RepeatedRequest } from '#platform/request-keys/claim.ts';
import { withoutSignature } from '#platform/signed-id.ts';
import { log } from '#platform/telemetry/log.ts';

interface Answer {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 421 | 422 | 429 | 500 | 503;
  readonly code: string;
  readonly key: MessageKey;
  readonly titleKey: MessageKey;
  readonly values: MessageFacts;
  readonly retryAfter: number | undefined;
}

type PlatformError =
  | 'sentBefore'
  | 'unknownHost'
  | 'badHost'
  | 'tooLarge'
  | 'invalid'
  | 'unavailable'
  | 'full'
  | 'internal';

const TITLES: Readonly<Record<string, MessageKey>> = {
  'not-found': 'platform.error.notFound.title',
  forbidden: 'platform.error.forbidden.title',
  unauthorized: 'platform.error.proof.title',
  unavailable: 'platform.error.unavailable.title',
  'too-large': 'platform.error.tooLarge.title',
  limited: 'platform.error.limited.title',
  invalid: 'platform.error.invalid.title',
  conflict: 'platform.error.conflict.title',
  gone: 'platform.error.gone.title',
};

/** What is more than its kind. */
const OWN_TITLES: Readonly<Record<string, MessageKey>> = {
  'platform.error.suspended': 'platform.error.suspended.title',
  'platform.error.outside': 'platform.error.outside.title',
  'platform.error.noFactor': 'platform.error.noFactor.title',
};

/** Errors of HTTP itself, met before a studio's own words apply. */
export class HostError extends Error {
  readonly status: 400 | 404 | 421;
  constructor(status: 400 | 404 | 421) {
    super(`host ${status}`);
    this.status = status;
  }
}

/** What the platform itself says; its title is the message's own. */
function plain(status: Answer['status'], code: string, key: PlatformError, retryAfter?: number): Answer {
  return {
    status,
    code,
    key: `platform.error.${key}`,
    titleKey: `platform.error.${key}.title`,
    values: {},
    retryAfter,
  };
}

function answerFor(error: unknown): Answer {
  if (error instanceof AppError) {
    const { code, messageKey: key, values, retryAfter } = error;
    const titleKey = OWN_TITLES[key] ?? TITLES[code] ?? 'platform.error.internal.title';
    return { status: error.status as Answer['status'], code, key, titleKey, values, retryAfter };
  }
  if (error instanceof HostError && error.status === 404) return plain(404, 'unknown-host', 'unknownHost');
  if (error instanceof HostError) return plain(error.status, 'bad-host', 'badHost');
  if (error instanceof RepeatedRequest) return plain(409, 'conflict', 'sentBefore');
  if (error instanceof HTTPException && error.status === 413) return plain(413, 'too-large', 'tooLarge');
  if (isAborted(error)) return plain(400, 'invalid', 'invalid');
  // PostgreSQL cannot store U+0000 (22021) and refuses what does not fit a type (22P02, 22003, 22001): the input's fault.
  if (/^22/.test(postgresFault(error)?.code ?? '')) return plain(422, 'invalid', 'invalid');
  if (isFull(error)) return plain(503, 'unavailable', 'full', 60);
  if (isUnavailable(error)) return plain(503, 'unavailable', 'unavailable', 5);
  return plain(500, 'internal', 'internal');
}

/** The sender went away before the body was whole. Node calls it ECONNRESET, as it does a connection to a database that was cut. */
function isAborted(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || (error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET');
}

export function wantsProblem(c: AppContext): boolean {
  const accept = c.req.header('accept') ?? '';
  return /application\/(problem\+)?json/.test(accept) && !accept.includes('text/html');
}

export async function answerError(error: unknown, c: AppContext): Promise<Response> {
  const { problem, status } = describe(error, c);
  if (c.var.machine || wantsProblem(c)) return problemDocument(c, problem, status);
  return render(c, (ui) => ({ title: problem.title, body: c.var.services.problemView({ ui, problem }) }), status);
}

/** For hosts without pages. */
export function answerProblem(error: unknown, c: AppContext): Response {
  const { problem, status } = describe(error, c);
  return problemDocument(c, problem, status);
}

function describe(error: unknown, c: AppContext): { problem: Problem; status: Answer['status'] } {
  const { status, code, key, titleKey, values, retryAfter } = answerFor(error);
  const { requestId } = c.var;
  // A suspended studio is no error; an operator looks at errors.
  if (status >= 500)
    log[error instanceof AppError ? 'warn' : 'error']('http.error', {
      request: c.get('requestId'),
      studio: c.get('studio')?.slug,
      method: c.req.method,
      path: withoutSignature(c.req.path),
      status,
      error,
    });
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter));
  const ui = uiOf(c);
  const detail = ui.t(key, toMessageValues(values, ui));
  return { problem: { status, code, title: ui.t(titleKey), detail, requestId }, status };
}

function problemDocument(c: AppContext, problem: Problem, status: Answer['status']): Response {
  const body = {
    type: `about:blank#${problem.code}`,
    title: problem.title,
    status,
    detail: problem.detail,
    instance: `urn:request:${problem.requestId}`,
  };
  if (status === 401 && c.var.machine) c.header('WWW-Authenticate', c.var.machine.proof);
  const type = 'application/problem+json; charset=utf-8';
  return seal(c, { text: JSON.stringify(body), type, status, vary: 'Accept, Cookie' });
}
