import type { MessageFacts } from '#platform/i18n/message-facts.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

export type ErrorCode =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'limited'
  | 'unavailable'
  | 'too-large';

const STATUS = {
  invalid: 422,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  limited: 429,
  unavailable: 503,
  'too-large': 413,
} as const;

export type ErrorStatus = (typeof STATUS)[ErrorCode] | 400 | 421 | 500;

interface ErrorOptions {
  readonly values?: MessageFacts;
  /** Seconds after which another try makes sense; becomes Retry-After. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** What a handler throws when the answer is not a page: one mapper turns it into page, fragment or problem document (RFC 9457). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly messageKey: MessageKey;
  readonly values: MessageFacts;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, messageKey: MessageKey, options: ErrorOptions = {}) {
    super(`${code}: ${messageKey}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.messageKey = messageKey;
    this.values = options.values ?? {};
    this.retryAfter = options.retryAfter;
  }

  get status(): ErrorStatus {
    return STATUS[this.code];
  }
}

/** For ids that do not exist here, another studio's included: never 403. */
export function notFound(): AppError {
  return new AppError('not-found', 'platform.error.notFound');
}

/** For machines whose proof is missing, wrong or too old. */
export function noProof(): AppError {
  return new AppError('unauthorized', 'platform.error.proof');
}
