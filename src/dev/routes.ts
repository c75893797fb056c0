/** Development only: what would have been mailed, and the design system. */
import { Hono } from 'hono';
import { mailAttachmentPath, mailPath } from '#dev/paths.ts';
import { publicAccess } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { render } from '#platform/http/render.ts';
import { type LocalMail, listLocalMail, readLocalAttachment, readLocalMail } from '#platform/mail/local.ts';
import { DevMail, DevMailList, type DevMessage } from '#views/dev/mail.tsx';
import { DevUi } from '#views/dev/ui.tsx';

export function devRoutes(dataDir: string): Hono<Env> {
  return new Hono<Env>()
    .get('/mail', publicAccess(), async (c) => {
      const { studio } = c.var;
      const mails = await listLocalMail(dataDir, studio ? { studioId: studio.id } : {});
      return render(c, (ui) => ({
        title: ui.t('ui.mail.title'),
        styles: ['dev'],
        body: DevMailList({ ui, messages: mails.map(toMessage), path: mailPath }),
      }));
    })
    .get('/mail/:id', publicAccess(), async (c) => {
      const mail = await ownMail(c, dataDir);
      return render(c, (ui) => ({
        title: mail.subject,
        styles: ['dev'],
        body: DevMail({ ui, message: toMessage(mail) }),
      }));
    })
    .get('/mail/:id/attachments/:index', publicAccess(), async (c) => {
      const { id } = await ownMail(c, dataDir);
      const file = await readLocalAttachment(dataDir, id, Number(c.req.param('index')));
      if (!file) throw notFound();
      // Never shown in place: whatever was attached must not run on this host.
      c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`);
      return c.body(new Uint8Array(file.content), 200, { 'Content-Type': 'application/octet-stream' });
    })
    .get('/ui', publicAccess(), (c) => render(c, (ui) => ({ title: 'Design', styles: ['dev'], body: DevUi({ ui }) })));
}

/** At a studio only its own; on the main host everybody's. */
async function ownMail(c: AppContext, dataDir: string): Promise<LocalMail> {
  const mail = await readLocalMail(dataDir, c.req.param('id') ?? '');
  const { studio } = c.var;
  if (!mail || (studio && mail.studioId !== studio.id)) throw notFound();
  return mail;
}

function toMessage(mail: LocalMail): DevMessage {
  return {
    id: mail.id,
    from: mail.fromName ? `${mail.fromName} <${mail.from}>` : mail.from,
    to: mail.to,
    subject: mail.subject,
    sentAt: new Date(mail.sentAt),
    text: mail.text,
    html: mail.html,
    studio: mail.fromName ?? null,
    attachments: mail.attachments.map(({ filename, bytes }, index) => ({
      name: filename,
      size: bytes,
      href: mailAttachmentPath(mail.id, index),
    })),
  };
}
