import { once as event } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#platform/db/types.ts';
import type { Carrier, OutgoingMail } from '#platform/mail/carrier.ts';
import type { Gate } from '#platform/mail/gate.ts';
import { createLocalCarrier, listLocalMail, readLocalAttachment, readLocalMail } from '#platform/mail/local.ts';
import type { Mail } from '#platform/mail/mailer.ts';
import { createMailer } from '#platform/mail/send-once.ts';
import { createSmtpCarrier } from '#platform/mail/smtp.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { type BareStudios, openBareStudios } from '#testing/bare-studios.ts';

const PDF = new Uint8Array([37, 80, 68, 70, 0, 255, 13, 10]);
const MAIL: Mail = {
  to: 'zoé@exämple.test',
  subject: 'Facture n° 12 — « à régler » 🎛',
  text: 'Bonjour,\n\n.\nÀ bientôt',
  html: '<p>À bientôt</p>',
  replyTo: 'studio@example.test',
  attachments: [{ filename: 'Facture 12 – é.pdf', contentType: 'application/pdf', content: PDF }],
};
const OUTGOING: OutgoingMail = {
  ...MAIL,
  to: 'zoe@example.test',
  from: 'regie@example.test',
  fromName: 'Studio « Été »',
  messageId: 'abc@example.test',
  studioId: '0193-studio',
};

/** What the gate refuses is tested with the modules that say so. */
const OPEN: Gate = { pass: async () => null, permit: async () => null, hold: async () => null };

const stops: (() => unknown)[] = [];
beforeAll(() => configureLog({ level: 'silent' }));
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

describe('by SMTP', () => {
  interface Got extends Email {
    readonly rcpt: readonly string[];
  }

  /** Nodemailer's own server; what it takes is parsed by another library. */
  async function serve(options: SMTPServerOptions = {}): Promise<{ url: (user?: string) => string; got: Got[] }> {
    const got: Got[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        stream.on('end', async () => {
          const email = await PostalMime.parse(Buffer.concat(chunks));
          got.push({ ...email, rcpt: session.envelope.rcptTo.map(({ address }) => address) });
          done();
        });
      },
      ...options,
    });
    server.on('error', () => {});
    const listening = server.listen(0, '127.0.0.1') as unknown as Server;
    await event(listening, 'listening');
    stops.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const { port } = listening.address() as { port: number };
    return { url: (user = '') => `smtp://${user}127.0.0.1:${port}`, got };
  }

  function open(url: string): Carrier {
    const carrier = createSmtpCarrier(url);
    stops.unshift(() => carrier.close());
    return carrier;
  }

  it('arrives as it was written, letters, dots, attachment and all', async () => {
    const { url, got } = await serve();
    await open(url()).send(OUTGOING);
    expect(got[0]).toMatchObject({
      rcpt: ['zoe@example.test'],
      from: { name: 'Studio « Été »', address: 'regie@example.test' },
      to: [{ address: 'zoe@example.test' }],
      replyTo: [{ address: 'studio@example.test' }],
      subject: MAIL.subject,
      messageId: '<abc@example.test>',
    });
    expect(got[0]?.text?.trimEnd()).toBe(MAIL.text);
    expect(got[0]?.html?.trimEnd()).toBe(MAIL.html);
    expect(got[0]?.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
    const [file] = got[0]?.attachments ?? [];
    expect(file).toMatchObject({
      filename: 'Facture 12 – é.pdf',
      mimeType: 'application/pdf',
      disposition: 'attachment',
    });
    expect(new Uint8Array(file?.content as ArrayBuffer)).toEqual(PDF);
  });

  it('says “unavailable” when the server refuses for now, is not there, or hangs up', async () => {
    const busy = await serve({
      onMailFrom: (_address, _session, done) => done(Object.assign(new Error('later'), { responseCode: 451 })),
    });
    await expect(open(busy.url()).send(OUTGOING)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(open('smtp://127.0.0.1:9').send(OUTGOING)).rejects.toMatchObject({ code: 'unavailable' });
    const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await event(rude, 'listening');
    stops.push(() => rude.close());
    const { port } = rude.address() as { port: number };
    await expect(open(`smtp://127.0.0.1:${port}`).send(OUTGOING)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('gives no password to a server that offers no TLS', async () => {
    let asked = false;
    const { url } = await serve({
      onAuth(_auth, _session, done) {
        asked = true;
        done(null, { user: 'x' });
      },
    });
    await expect(open(url('user:password@')).send(OUTGOING)).rejects.toMatchObject({ code: 'unavailable' });
    expect(asked).toBe(false);
  });
});

describe('kept locally', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'regie-mail-'));
    stops.push(() => rmSync(dataDir, { recursive: true, force: true }));
  });

  it('lists the newest first, by studio, and gives attachments back byte for byte', async () => {
    const carrier = createLocalCarrier(dataDir);
    expect(await listLocalMail(dataDir)).toEqual([]);
    for (const studioId of ['a', 'b', null]) await carrier.send({ ...OUTGOING, studioId, subject: `for ${studioId}` });
    expect((await listLocalMail(dataDir)).map(({ subject }) => subject)).toEqual(['for null', 'for b', 'for a']);
    const [mail] = await listLocalMail(dataDir, { studioId: 'b' });
    expect(mail).toMatchObject({ text: MAIL.text, html: MAIL.html, attachments: [{ bytes: PDF.length }] });
    expect(await readLocalAttachment(dataDir, mail?.id ?? '', 0)).toMatchObject({ filename: 'Facture 12 – é.pdf' });
    expect(new Uint8Array((await readLocalAttachment(dataDir, mail?.id ?? '', 0))?.content ?? [])).toEqual(PDF);
    expect(await readLocalAttachment(dataDir, mail?.id ?? '', 1)).toBeNull();
  });

  it.each(['../../etc/passwd', '', '0193', `${'0'.repeat(36)}`])('finds no mail “%s”', async (id) => {
    expect(await readLocalMail(dataDir, id)).toBeNull();
    expect(await readLocalAttachment(dataDir, id, 0)).toBeNull();
  });

  it('keeps the last 500', async () => {
    const carrier = createLocalCarrier(dataDir);
    for (let index = 0; index < 505; index += 1) await carrier.send({ ...OUTGOING, subject: String(index) });
    const kept = await listLocalMail(dataDir);
    expect([kept.length, kept[0]?.subject, kept.at(-1)?.subject]).toEqual([500, '504', '5']);
    expect(readdirSync(join(dataDir, 'mail'))).toHaveLength(1_000);
  });
});

describe('a studio’s mailer', () => {
  let bare: BareStudios;
  beforeAll(async () => {
    bare = await openBareStudios(1);
  });
  afterAll(() => bare.close());
  beforeEach(() => bare.studios[0].sql`delete from effects`.then(() => {}));

  function open(
    send: (mail: OutgoingMail) => Promise<void>,
    withWrite?: <T>(work: (tx: WriteDb) => Promise<T>) => Promise<T>,
  ) {
    const studio = { id: bare.studios[0].id, name: 'Studio Nord' };
    const carrier = { send, close: async () => {} };
    const write = withWrite ?? ((work) => bare.withWrite(studio.id, work));
    return createMailer({ carrier, from: 'regie@example.test', studio, withWrite: write, gate: OPEN });
  }

  it('sends once a key, however often and however simultaneously it is asked', async () => {
    const sent: OutgoingMail[] = [];
    const mailer = open(async (mail) => void sent.push(mail));
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => mailer.send(MAIL, 'job 1')));
    expect(asked.some(({ status }) => status === 'fulfilled')).toBe(true);
    await mailer.send(MAIL, 'job 1');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      fromName: 'Studio Nord',
      from: 'regie@example.test',
      studioId: bare.studios[0].id,
    });
    await mailer.send(MAIL, 'job 2');
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('tries again after a refusal', async () => {
    let tries = 0;
    const mailer = open(async () => {
      tries += 1;
      if (tries === 1) throw new Error('451 later');
    });
    await expect(mailer.send(MAIL, 'job 3')).rejects.toThrow('451');
    await mailer.send(MAIL, 'job 3');
    await mailer.send(MAIL, 'job 3');
    expect(tries).toBe(2);
  });

  it('that died between acceptance and mark sends again under the same Message-ID: the window that stays open', async () => {
    const sent: OutgoingMail[] = [];
    let writes = 0;
    const dying = open(
      async (mail) => void sent.push(mail),
      (work) => {
        writes += 1;
        return writes === 1 ? bare.withWrite(bare.studios[0].id, work) : Promise.reject(new Error('killed'));
      },
    );
    await expect(dying.send(MAIL, 'job 4')).rejects.toThrow('killed');
    const next = open(async (mail) => void sent.push(mail));
    await expect(next.send(MAIL, 'job 4')).rejects.toMatchObject({ code: 'unavailable', retryAfter: 10 });
    await bare.studios[0].sql`update effects set done_at = done_at - interval '31 seconds' where key like 'claim %'`;
    await next.send(MAIL, 'job 4');
    expect(sent).toHaveLength(2);
    expect(sent[0]?.messageId).toBe(sent[1]?.messageId);
    expect(await bare.studios[0].sql`select key from effects`).toEqual([{ key: 'mail job 4' }]);
  });

  it.each([
    ['a line break in the subject', { subject: 'Hello\r\nBcc: all@example.test' }],
    ['a bare line feed', { subject: 'Hello\nBcc: all@example.test' }],
    ['one that only Unicode knows', { subject: 'Hello\u2028Bcc: all@example.test' }],
    ['one in the sender’s name', { fromName: 'Hello\r\nBcc: all@example.test' }],
  ])('keeps %s on one line, for names may hold any', async (_, broken) => {
    const sent: OutgoingMail[] = [];
    await open(async (mail) => void sent.push(mail)).send({ ...MAIL, ...broken }, 'job 6');
    expect([sent[0]?.subject, sent[0]?.fromName]).toContain('Hello Bcc: all@example.test');
  });

  it.each([
    [
      'a second header in a file name',
      { attachments: [{ filename: 'a\r\nb.pdf', contentType: 'application/pdf', content: PDF }] },
    ],
    ['two addresses', { to: 'a@example.test, b@example.test' }],
    ['a name with an address', { to: 'A <a@example.test>' }],
    ['an address with a line break', { to: 'a@example.test\r\nBcc: b@example.test' }],
    ['no address', { to: 'no-address' }],
    ['a bad address to answer to', { replyTo: 'x@y\n' }],
  ])('refuses %s', async (_, wrong) => {
    let sent = 0;
    const mailer = open(async () => {
      sent += 1;
    });
    await expect(mailer.send({ ...MAIL, ...wrong }, 'job 5')).rejects.toMatchObject({ code: 'invalid' });
    expect(sent).toBe(0);
  });
});
