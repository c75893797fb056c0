/** Our end of a mail server. `smtp.ts` is the real one, `local.ts` keeps everything for /dev/mail. */
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly replyTo?: string;
  /** Display name of the sender; the address is the service's own. */
  readonly fromName?: string;
  readonly attachments?: readonly Attachment[];
}

/** What the rules on addresses may look at; a scope has it. */
export interface MailReader {
  readonly studio: { readonly id: string; readonly timeZone: string };
  readonly control: ReadDb;
  readonly db: ReadDb;
  readonly now: Date;
}

/** Why a mail may not leave, in words for the page where it was asked for. */
export interface MailRefusal {
  readonly messageKey: MessageKey;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A module's word on addresses; on its card. The platform asks all of them. */
export interface MailPolicy {
  /** Whether the address is a client's or a member's: mails to others are counted. */
  knows?(reader: MailReader, address: string): Promise<boolean>;
  /** Why no mail may leave to this address now. */
  hold?(reader: MailReader, address: string): Promise<MailRefusal | null>;
}

/** What a studio's scope offers: sends once per key, however often it is asked. For jobs; never inside a write, whose connection it would wait for. */
export interface Mailer {
  /**
   * @returns false when it may not leave, by the rules of the modules or because too many have left for strangers today: it is dropped
   * @throws AppError unavailable when the carrier did not answer in time; asking again with the same key is safe
   */
  send(mail: Mail, key: string): Promise<boolean>;
  /**
   * Asks beforehand, in the write that makes the job: what it permits will leave, whatever the rules say by then. To be refused
   * otherwise, so that what was counted is taken back with the rest.
   */
  permit(write: MailReader & { readonly tx: WriteDb }, to: string, key: string): Promise<MailRefusal | null>;
  /** Keeps a mail from leaving, in a write. @returns false when it has left or is leaving */
  withdraw(write: { readonly tx: WriteDb }, key: string): Promise<boolean>;
  /** Whether it has left or was withdrawn. */
  isDone(reader: { readonly db: ReadDb }, key: string): Promise<boolean>;
  /** Whether strangers may be written to at all. */
  hold(): Promise<MailRefusal | null>;
}
