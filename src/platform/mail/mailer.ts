/** Our end of a mail server. `smtp.ts` is the real one, `local.ts` keeps everything for /dev/mail. */

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

/** What a studio's scope offers: sends once per key, however often it is asked. For jobs; never inside a write, whose connection it would wait for. */
export interface Mailer {
  /** @throws AppError unavailable when the carrier did not answer in time; asking again with the same key is safe */
  send(mail: Mail, key: string): Promise<void>;
}
