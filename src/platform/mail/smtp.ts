/** The real carrier: any server that speaks SMTP. */
import type { Transporter } from 'nodemailer';
import { AppError } from '#platform/http/errors.ts';
import type { Carrier, OutgoingMail } from '#platform/mail/carrier.ts';

const PATIENCE_MS = 10_000;
const CONNECTIONS = 3;

/** @param url `smtp://user:password@host:587` (with STARTTLS) or `smtps://…:465`; with credentials TLS is a must */
export function createSmtpCarrier(url: string): Carrier {
  let opened: Promise<Transporter> | undefined;
  return {
    async send(mail) {
      opened ??= openTransport(url);
      try {
        await (await opened).sendMail(toMessage(mail));
      } catch (cause) {
        throw new AppError('unavailable', 'platform.error.mail', { cause });
      }
    },
    async close() {
      (await opened)?.close();
    },
  };
}

async function openTransport(address: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return createTransport({
    host: url.hostname,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // Without it a machine in between could strip STARTTLS and read the password.
    requireTLS: !secure && user !== '',
    ...(user ? { auth: { user, pass: decodeURIComponent(url.password) } } : {}),
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function toMessage(mail: OutgoingMail) {
  const { from, fromName, to, replyTo, subject, text, html, messageId, attachments = [] } = mail;
  return {
    from: { name: fromName ?? '', address: from },
    to: { name: '', address: to },
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
    ...(html === undefined ? {} : { html }),
    subject,
    text,
    messageId: `<${messageId}>`,
    // RFC 3834: out-of-office replies to us are of no use.
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      contentDisposition: 'attachment' as const,
    })),
  };
}
