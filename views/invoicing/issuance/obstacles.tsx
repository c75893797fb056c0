import { clientEditPath } from '#clients/paths.ts';
import type { Advice, Obstacle } from '#invoicing/issuance/model.ts';
import type { Readiness } from '#invoicing/issuance/service.ts';
import type { Invoice } from '#invoicing/model.ts';
import { editInvoicePath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Mention } from '#studios/model.ts';
import { COMPANY_SETTINGS } from '#studios/paths.ts';
import { attr } from '#views/ui/attr.ts';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  readonly readiness: Readiness;
  readonly refused: boolean;
}

const MENTIONS = {
  legalName: 'invoicing.mention.legalName',
  addressLine1: 'invoicing.mention.addressLine1',
  postalCode: 'invoicing.mention.postalCode',
  city: 'invoicing.mention.city',
  siren: 'invoicing.mention.siren',
  vatNumber: 'invoicing.mention.vatNumber',
} as const satisfies Record<Mention, string>;

const ADVICE = {
  'buyer-siren': 'invoicing.advice.buyerSiren',
  'buyer-address': 'invoicing.advice.buyerAddress',
} as const satisfies Record<Advice, string>;

/** What is missing before the invoice can be issued, each with the way to mend it. */
export function InvoiceObstacles({ ui, invoice, readiness, refused }: Props): JSX.Element {
  const { obstacles, advice } = readiness;
  if (obstacles.length > 0)
    return (
      <Notice
        tone={refused ? 'bad' : 'warn'}
        alert={refused}
        title={ui.t(refused ? 'invoicing.obstacles.refused' : 'invoicing.obstacles.title')}
      >
        <ObstacleList ui={ui} invoice={invoice} readiness={readiness} edit={editInvoicePath(invoice.id)} />
      </Notice>
    );
  if (advice.length === 0) return '';
  return (
    <Notice tone="info" title={ui.t('invoicing.advice.title')}>
      <AdviceList ui={ui} invoice={invoice} readiness={readiness} />
    </Notice>
  );
}

interface ListProps extends Pick<Props, 'ui' | 'invoice' | 'readiness'> {
  /** Where the draft's own fields are. */
  readonly edit: string;
}

export function ObstacleList({ ui, invoice, readiness, edit }: ListProps): JSX.Element {
  return (
    <ul>
      {readiness.obstacles.map((obstacle) => (
        <ObstacleItem ui={ui} invoice={invoice} obstacle={obstacle} edit={edit} />
      ))}
    </ul>
  );
}

/** What would better be filled in, and stops nothing. */
export function AdviceList({ ui, invoice, readiness }: Omit<ListProps, 'edit'>): JSX.Element {
  return (
    <ul>
      {readiness.advice.map((each) => (
        <Item text={ui.t(ADVICE[each])} href={clientEditPath(invoice.clientId)} link={ui.t('invoicing.fix.client')} />
      ))}
    </ul>
  );
}

interface ItemProps extends Pick<ListProps, 'ui' | 'invoice' | 'edit'> {
  readonly obstacle: Obstacle;
}

function ObstacleItem({ ui, invoice, obstacle, edit }: ItemProps): JSX.Element {
  const client = { href: clientEditPath(invoice.clientId), link: ui.t('invoicing.fix.client') };
  switch (obstacle.about) {
    case 'seller': {
      const missing = ui.format.list(obstacle.mentions.map((mention) => ui.t(MENTIONS[mention])));
      const text = ui.t('invoicing.obstacle.seller', { missing });
      const href = ui.can('studios.update-billing') ? COMPANY_SETTINGS : undefined;
      return <Item text={text} href={href} link={ui.t('invoicing.fix.settings')} />;
    }
    case 'buyer-address':
      return <Item text={ui.t('invoicing.obstacle.buyerAddress')} {...client} />;
    case 'buyer-vat-number':
      return <Item text={ui.t('invoicing.obstacle.buyerVatNumber')} {...client} />;
    case 'exemption':
      return (
        <Item
          text={ui.t('invoicing.obstacle.exemption')}
          href={`${edit}#f-exemption`}
          link={ui.t('invoicing.fix.draft')}
        />
      );
    default:
      return (
        <Item text={ui.t(LINE_OBSTACLES[obstacle.about])} href={`${edit}#lines`} link={ui.t('invoicing.fix.draft')} />
      );
  }
}

const LINE_OBSTACLES = {
  lines: 'invoicing.obstacle.lines',
  total: 'invoicing.obstacle.total',
  franchise: 'invoicing.obstacle.franchise',
} as const;

function Item({
  text,
  href,
  link,
}: {
  readonly text: string;
  /** Left out where the reader may not go there. */
  readonly href: string | undefined;
  readonly link: string;
}): JSX.Element {
  return (
    <li>
      <span safe>{text}</span>{' '}
      {href !== undefined && (
        <a class="link" href={attr(href)} safe>
          {link}
        </a>
      )}
    </li>
  );
}
