/**
 * The spine: what a handler, a job or a command needs to reach one studio. Types only.
 * A Scope is always passed, never ambient: with a thousand databases a forgotten argument must be a type error.
 */
import type { Remembered } from '#platform/db/remembered.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import type { Secrets } from '#platform/secrets.ts';
import type { Files } from '#platform/storage/files.ts';

/** Filled by `src/permissions.ts`: every `module.verb` that a role may be given. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Permissions {}
export type Permission = keyof Permissions & string;

/** Filled by the module that owns the job: name → payload of ids. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Jobs {}

/** Filled by the module that stores them: name → true. See platform/batches. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Batches {}

/** Filled by the module that owns it: name → true. What pages can follow while others work; see platform/live. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Topics {}
export type Topic = keyof Topics & string;

/** Filled by the module that owns the thing: kind → true. What actions are about, and what has a page and a history. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Subjects {}
export type SubjectKind = keyof Subjects & string;

/**
 * Filled by each module's `actions.ts`: what can be done → the kind of thing that it is about (`| null` where there may be none)
 * and what its audit row says besides. Each has its line in the matrix (`src/permissions.ts`).
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Actions {}
export type Action = keyof Actions & Permission;

/** What actions of this name say: plain JSON, no secret. Never read back as data of the product. */
export type DetailsOf<A extends Action> = Actions[A] extends { readonly details: infer Details } ? Details : never;
type About<Kind> = Kind extends string ? { readonly kind: Kind; readonly id: string } : null;
type KindOf<A extends Action> = Actions[A] extends { readonly subject: infer Kind extends SubjectKind | null }
  ? Kind
  : never;

export type { Locale };

export type Role = 'owner' | 'admin' | 'manager' | 'user';

/** What a person may do for a client in the portal. */
export type PortalRight = 'see' | 'book' | 'pay' | 'approve' | 'sign';

/** Who acts for a client: one of its contacts, or the client itself, who then has the client's id. */
export interface ClientPerson {
  readonly id: string;
  /** Null where it is not known. */
  readonly firstName: string | null;
  readonly clientName: string;
  readonly rights: readonly PortalRight[];
  /** The same address belongs to a person of another client too. */
  readonly hasOthers: boolean;
}

export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly loginId: string;
      readonly name: string;
      readonly email: string;
      /** The address is not proved to be theirs yet. */
      readonly unconfirmed?: boolean;
      /** Has no second factor, which the studio asks for: from a day to come, or now. Then nothing is granted but what is about oneself. */
      readonly lacksFactor?: 'soon' | 'now';
      readonly role: Role;
      readonly locale: Locale | null;
    }
  | {
      /** A user on the main host: of no studio, so without a role. */
      readonly kind: 'self';
      readonly id: string;
      readonly loginId: string;
      readonly name: string;
      readonly email: string;
      readonly unconfirmed: boolean;
      readonly locale: Locale | null;
    }
  | {
      readonly kind: 'client';
      readonly id: string;
      readonly loginId: string;
      /** The person's. */
      readonly name: string;
      readonly locale: Locale | null;
      /** Who signed in; a link that opens one thing does not say who follows it. */
      readonly person?: ClientPerson;
      /** Came by a link that opens one thing, without a login: what is granted to `link` may be done, with that thing alone. */
      readonly only?: { readonly kind: SubjectKind; readonly id: string };
    }
  | { readonly kind: 'system'; readonly name: string };

export type StudioStatus = 'provisioning' | 'ready' | 'suspended' | 'deleted';

/** One address, or a network in CIDR's notation. */
export interface AddressRange {
  readonly range: string;
  readonly remark: string;
}

/** What a studio asks of its members besides what the house does; null is the house's own rule. */
export interface EntryPolicy {
  /** From this day of the studio's calendar on they need a second factor. */
  readonly factorFrom: string | null;
  readonly idleHours: number | null;
  readonly longestHours: number | null;
  /** From where they may come; empty is everywhere. */
  readonly ranges: readonly AddressRange[];
}

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
  readonly entry: EntryPolicy;
}

export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** Why a database is written without an audit row: nothing that a person decided changes. */
export type Bookkeeping = 'anchor' | 'batch' | 'live' | 'password-hash' | 'sweep' | 'throttle' | 'token';

/** The control database: who exists. Only studios and identity know its tables. It may be read from a replica. */
export interface Control extends ReadDb {
  /**
   * Like `Scope.write`, in one transaction on the control database's primary: permission, audit row and effects. The studio's own
   * database is told after the commit, at the latest by the sweep after a crash: see platform/control. Never inside a `Scope.write`.
   * @throws AppError forbidden when the actor may not do `action`
   */
  write<A extends Action, T>(action: A, work: (write: ControlWrite<A>) => Promise<T>): Promise<T>;
  writeUnaudited<T>(reason: Bookkeeping, work: (tx: WriteDb) => Promise<T>): Promise<T>;
  /** For what pages ask each time: see db/remembered.ts. A write must not hang on the answer. */
  readonly recall: Remembered['recall'];
}

/** Of the form that the request sends: set when the form has been read, taken by the request's first write in each database. */
export interface RequestKey {
  sent: { readonly key: Uint8Array; readonly fingerprint: Uint8Array } | null;
  readonly claimed: Set<'control' | 'studio'>;
}

/** Of one field: before and after, as a row of the log keeps it. */
export type Change = readonly [before: string | number | boolean | null, after: string | number | boolean | null];
export type Changes = Readonly<Record<string, Change>>;

export interface ControlCircumstances {
  /** The studio whose history it belongs to, where that is not the scope's. */
  readonly studioId?: string;
  /** See `changesBetween`. */
  readonly changes?: Changes;
}

export interface ControlWrite<A extends Action> extends Pick<Write, 'tx' | 'enqueue'> {
  about(subject: About<KindOf<A>>, details: DetailsOf<A>, circumstances?: ControlCircumstances): void;
  unchanged(): void;
}

/** What is the same on the main host and at a studio. */
export interface ControlScope {
  /** Null on the main host. */
  readonly studio: Studio | null;
  readonly control: Control;
  readonly requestKey: RequestKey;
  readonly actor: Actor;
  /** Whether the actor may; `write` asks by itself. For what a service leaves out of an answer, or takes no notice of. */
  can(permission: Permission): boolean;
  readonly requestId: string;
  /** Where the request came from; null for jobs and commands. */
  readonly address: string | null;
  readonly now: Date;
  /** Address of the main host; studios live on sub-domains of its hostname. Links are built from it, never from a request. */
  readonly publicUrl: URL;
  /** Leaves a fact that is stored some seconds later, with those of other requests: for pages, which write nothing. */
  batch(name: keyof Batches & string, key: string): void;
  /** Name of the database that the studio with this id has or will get. */
  studioDatabase(studioId: string): string;
  readonly secrets: Secrets;
  /** Absolute address of a path at this host, for mails and documents. */
  link(path: string): string;
  /** HMAC-SHA-256 in base64url with a key of this host and purpose alone: for links and callbacks that prove themselves. */
  sign(purpose: string, text: string): string;
}

/** Of a job of the main host: see `runOnMain` of a job's definition. */
export interface MainScope extends ControlScope {
  readonly studio: null;
  readonly mail: Pick<Mailer, 'send'>;
}

export interface Scope extends ControlScope {
  readonly studio: Studio;
  /** Selects only: the connection itself is read-only. */
  readonly db: ReadDb;
  readonly mail: Mailer;
  readonly files: Files;
  /**
   * Runs `work` in one transaction on the primary. `action` is at once permission, audit row, span and log name.
   * Inside another write it joins that transaction and adds an audit row of its own.
   * @throws AppError forbidden when the actor may not do `action`
   */
  write<A extends Action, T>(action: A, work: (write: WriteOf<A>) => Promise<T>): Promise<T>;
  /** A transaction of its own on the primary. Never inside a `write`. */
  writeUnaudited<T>(reason: Extract<Bookkeeping, 'batch' | 'sweep'>, work: (tx: WriteDb) => Promise<T>): Promise<T>;
}

export interface Write extends Scope {
  readonly tx: WriteDb;
  /** Leaves with the transaction: handed to the queue once it is committed. */
  enqueue<J extends keyof Jobs & string>(job: J, payload: Jobs[J], options?: { readonly notBefore?: Date }): void;
}

export interface Circumstances {
  /** The client whom the action concerns, where the subject is not that client. */
  readonly clientId?: string | null;
  /** When it happened, if not just now. */
  readonly at?: Date;
  /** What the fields were and are: see `changesBetween`. */
  readonly changes?: Changes;
}

/** A write of one action. Before it ends it must have called `about` or `unchanged`; one that has not is a bug, and is rolled back. */
export interface WriteOf<A extends Action> extends Write {
  /** Makes the action a fact: its audit row, and once it is committed the event that subscribers hear. */
  about(subject: About<KindOf<A>>, details: DetailsOf<A>, circumstances?: Circumstances): void;
  /** Nothing came of it, or the writes within say all of it: no audit row, no event. */
  unchanged(): void;
}
