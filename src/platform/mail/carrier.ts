import type { Mail } from '#platform/mail/mailer.ts';

/** A mail as it leaves: sender and Message-ID are decided. */
export interface OutgoingMail extends Mail {
  /** Address of the service. */
  readonly from: string;
  /** The same for every try of one mail, without angle brackets: a receiver can tell a second copy. */
  readonly messageId: string;
  /** null: from the main host, before there is a studio. */
  readonly studioId: string | null;
}

export interface Carrier {
  /** Resolves when the mail was accepted. @throws AppError unavailable when that is not known or another try may do */
  send(mail: OutgoingMail): Promise<void>;
  close(): Promise<void>;
}
