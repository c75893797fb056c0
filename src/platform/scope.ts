/**
 * The spine: what a handler, a job or a command needs to reach one studio. Types only.
 * A Scope is always passed, never ambient: with a thousand databases a forgotten argument must be a type error.
 */
import type { Control, ReadDb, WriteDb } from '#platform/db/types.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import type { Files } from '#platform/storage/files.ts';

/** Filled by `src/permissions.ts`: every `module.verb` that a role may be given. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Permissions {}
export type Permission = keyof Permissions & string;

/** Filled by the module that owns the job: name → payload of ids. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Jobs {}

/** Filled by the module that gives the news: name → payload of ids. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Events {}

/** Filled by the module that stores them: name → true. See platform/batches. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Batches {}

/** Filled by the module that owns the thing: kind → true. What actions are about, and what has a page and a history. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Subjects {}
export type SubjectKind = keyof Subjects & string;

export type { Locale };

export type Role = 'owner' | 'admin' | 'manager' | 'user';

export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly loginId: string;
      readonly name: string;
      readonly email: string;
      readonly role: Role;
      readonly locale: Locale | null;
    }
  | {
      readonly kind: 'client';
      readonly id: string;
      readonly loginId: string;
      readonly name: string;
      readonly locale: Locale | null;
    }
  | { readonly kind: 'system'; readonly name: string };

export type StudioStatus = 'provisioning' | 'ready' | 'suspended' | 'deleted';

/** What the directory knows of a studio without opening its database. */
export interface Studio {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: StudioStatus;
  readonly database: string;
  /** Host without port, as the browser should be sent to. */
  readonly host: string;
  readonly locale: Locale;
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Hue in degrees and chroma of the studio's own accent, or null for ours. */
  readonly accentHue: number | null;
  /** Changes whenever the row changes; part of fingerprinted addresses such as /brand.css. */
  readonly revision: number;
}

export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** What is the same on the main host and at a studio. */
export interface ControlScope {
  readonly control: Control;
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: Date;
  /** Address of the main host; studios live on sub-domains of its hostname. Links are built from it, never from a request. */
  readonly publicUrl: URL;
  /** Leaves a fact that is stored some seconds later, with those of other requests: for pages, which write nothing. */
  batch(name: keyof Batches & string, key: string): void;
  /** Name of the database that the studio with this id has or will get. */
  studioDatabase(studioId: string): string;
}

export interface Scope extends ControlScope {
  readonly studio: Studio;
  /** Selects only: the connection itself is read-only. */
  readonly db: ReadDb;
  readonly mail: Mailer;
  readonly files: Files;
  /** Absolute address of a path at this studio, for mails and documents. */
  link(path: string): string;
  /** HMAC-SHA-256 in base64url with a key of this studio and purpose alone: for links and callbacks that prove themselves. */
  sign(purpose: string, text: string): string;
  /**
   * Runs `work` in one transaction on the primary. `action` is at once permission, audit row, span and log name.
   * Inside another write it joins that transaction and adds an audit row of its own.
   * @throws AppError forbidden when the actor may not do `action`
   */
  write<T>(action: Permission, work: (write: Write) => Promise<T>): Promise<T>;
}

export interface Write extends Scope {
  readonly tx: WriteDb;
  /** Says what the audit row is about; `details` must hold no secret. Without it the row names the actor and action only. */
  about(subject: Subject, details?: Readonly<Record<string, unknown>>): void;
  /** Leaves with the transaction: handed to the queue once it is committed. */
  enqueue<J extends keyof Jobs & string>(job: J, payload: Jobs[J], options?: { readonly notBefore?: Date }): void;
  /** News for modules above; each subscriber gets a job of its own. */
  emit<E extends keyof Events & string>(event: E, payload: Events[E]): void;
}
