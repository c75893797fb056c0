import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Badge } from '#views/ui/badge.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { Moment } from '#views/ui/moment.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

export interface DevAttachment {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly href: string;
}

export interface DevMessage {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly sentAt: Date;
  readonly text: string;
  /** Shown as source: a page of ours never runs foreign HTML. */
  readonly html?: string | null | undefined;
  readonly studio: string | null;
  readonly attachments: readonly DevAttachment[];
}

interface ListProps {
  readonly ui: Ui;
  readonly messages: readonly DevMessage[];
  /** Address of one message. */
  readonly path?: ((id: string) => string) | undefined;
}

const PATH = (id: string) => `/dev/mail/${id}`;

/** What would have been sent, latest first, with its text: the link that one waits for is one click away. */
export function DevMailList({ ui, messages, path = PATH }: ListProps): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('ui.mail.title')} lead={ui.t('ui.mail.lead')} chips={<Badge label="DEV" />} />
      {messages.length === 0 ? (
        <Empty ui={ui} icon="mail" title={ui.t('ui.mail.empty')} text={ui.t('ui.mail.emptyText')} />
      ) : (
        <div class="stack">
          {messages.map(({ id, subject, to, studio, sentAt, text }) => (
            <Card>
              <List>
                <ListItem title={subject} href={path(id)} detail={[to, studio].filter(Boolean).join(' · ')}>
                  <span class="small faint">
                    <Moment ui={ui} at={sentAt} />
                  </span>
                </ListItem>
              </List>
              <div class="pad">
                <MailText text={text} />
              </div>
            </Card>
          ))}
        </div>
      )}
    </>
  );
}

interface MessageProps {
  readonly ui: Ui;
  readonly message: DevMessage;
  readonly back?: string | undefined;
}

/** One of them: the text with its links, the attachments, the HTML as source. */
export function DevMail({ ui, message, back = '/dev/mail' }: MessageProps): JSX.Element {
  const { subject, from, to, sentAt, studio, text, html, attachments } = message;
  return (
    <>
      <PageHead ui={ui} title={subject} crumbs={[{ label: ui.t('ui.mail.back'), href: back }]} />
      <Card pad>
        <Kv>
          <KvRow label={ui.t('ui.mail.from')} value={from} />
          <KvRow label={ui.t('ui.mail.to')} value={to} />
          <KvRow label={ui.t('ui.mail.studio')} value={studio} />
          <KvRow label={ui.t('ui.mail.sentAt')}>
            <Moment ui={ui} at={sentAt} />
          </KvRow>
          {attachments.length > 0 && (
            <KvRow label={ui.t('ui.mail.attachments')}>
              {attachments.map(({ name, size, href }) => (
                <a class="link" href={attr(href)} download={attr(name)} safe>
                  {ui.t('ui.mail.size', { name, kilobytes: Math.ceil(size / 1000) })}
                </a>
              ))}
            </KvRow>
          )}
        </Kv>
      </Card>
      <Card pad>
        <MailText text={text} />
      </Card>
      {html != null && (
        <details>
          <summary class="link" safe>
            {ui.t('ui.mail.source')}
          </summary>
          <pre class="small" safe>
            {html}
          </pre>
        </details>
      )}
    </>
  );
}

/** Text with its web addresses as links; nothing else in it means anything. */
function MailText({ text }: { readonly text: string }): JSX.Element {
  return (
    <div class="mailtext pre">
      {text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)»’])/).map((part, index) =>
        index % 2 === 1 ? (
          <a class="link" href={attr(part)} safe>
            {part}
          </a>
        ) : (
          <span safe>{part}</span>
        ),
      )}
    </div>
  );
}
