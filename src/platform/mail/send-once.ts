/** What a studio's scope calls `mail`: checked, signed with one sender, sent once a key. */
import { createHash } from 'node:crypto';
import { AppError } from '#platform/http/errors.ts';
import { isDone, once, preventEffect, type WithWrite } from '#platform/jobs/effects.ts';
import type { Carrier } from '#platform/mail/carrier.ts';
import type { Gate } from '#platform/mail/gate.ts';
import type { Mail, Mailer } from '#platform/mail/mailer.ts';
import { log } from '#platform/telemetry/log.ts';

export interface MailerOptions {
  readonly carrier: Carrier;
  /** Address only. */
  readonly from: string;
  readonly studio: { readonly id: string; readonly name: string };
  readonly withWrite: WithWrite;
  readonly gate: Gate;
}

/**
 * Below the life of a claim. A carrier that has not answered by then may still have taken the mail: the next try then sends it a
 * second time, under the same Message-ID.
 */
const SEND_MS = 25_000;
/** RFC 5321 section 4.5.3.1.3, and nothing that could be read as a second address. */
const ADDRESS = /^(?=.{3,254}$)[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+$/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const LINE_BREAKS = /[\u0000-\u0008\u000a-\u001f\u007f\u2028\u2029]+/g;

/** Not to be used inside a write: its marks must be committed on their own. */
export function createMailer({ carrier, from, studio, withWrite, gate }: MailerOptions): Mailer {
  return {
    permit: gate.permit,
    hold: gate.hold,
    withdraw: ({ tx }, key) => preventEffect(tx, effectKey(key)),
    isDone: ({ db }, key) => isDone(db, effectKey(key)),
    async send(mail, key) {
      assertSendable(mail);
      const refusal = await gate.pass(mail.to, key);
      if (refusal) {
        log.warn('mail.refused', { studio: studio.id, key, reason: refusal.messageKey });
        return false;
      }
      const [subject, fromName] = [oneLine(mail.subject), oneLine(mail.fromName ?? studio.name)];
      const messageId = `${fingerprint(studio.id, key)}@${from.slice(from.lastIndexOf('@') + 1)}`;
      const outgoing = { ...mail, subject, fromName, from, messageId, studioId: studio.id };
      const sent = await once(withWrite, effectKey(key), () => withDeadline(carrier.send(outgoing)));
      log.info(sent ? 'mail.sent' : 'mail.sent-before', { studio: studio.id, messageId });
      return true;
    },
  };
}

/**
 * For mails to users themselves, which no studio sends. Nothing counts or marks them: a job that is tried again sends another copy
 * under the same Message-ID.
 */
export function createMainMailer({ carrier, from }: Pick<MailerOptions, 'carrier' | 'from'>): Pick<Mailer, 'send'> {
  return {
    async send(mail, key) {
      assertSendable(mail);
      const [subject, fromName] = [oneLine(mail.subject), oneLine(mail.fromName ?? '')];
      const messageId = `${fingerprint('main', key)}@${from.slice(from.lastIndexOf('@') + 1)}`;
      await withDeadline(carrier.send({ ...mail, subject, fromName, from, messageId, studioId: null }));
      log.info('mail.sent', { studio: null, messageId });
      return true;
    },
  };
}

const effectKey = (key: string) => `mail ${key}`;

/** Names may hold line breaks, and a studio of such a name still sends mail. */
function oneLine(text: string): string {
  return text.replace(LINE_BREAKS, ' ').trim();
}

/** A line break in a header would begin another header (CWE-93). */
export function assertSendable({ to, replyTo, attachments = [] }: Mail): void {
  const addresses = [to, ...(replyTo === undefined ? [] : [replyTo])];
  const names = attachments.flatMap((file) => [file.filename, file.contentType]);
  if (names.some((name) => name !== name.replace(LINE_BREAKS, '')) || !addresses.every((each) => ADDRESS.test(each)))
    throw new AppError('invalid', 'platform.error.mailRefused');
}

function fingerprint(studioId: string, key: string): string {
  return createHash('sha256').update(`${studioId} ${key}`).digest('hex').slice(0, 40);
}

async function withDeadline(sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('unavailable', 'platform.error.mail')), SEND_MS);
  });
  try {
    await Promise.race([sending, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
