/** How something that was found is named: the same in the palette and on the page. */
import { clientPath } from '#clients/paths.ts';
import type { InvoiceStatus } from '#invoicing/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { ClientHit, Hit, HitKind, InvoiceHit, SessionHit } from '#search/model.ts';
import type { SessionStatus } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import type { Tone } from '#views/ui/chip.tsx';
import type { IconName } from '#views/ui/icons.ts';

export const KINDS = {
  clients: { label: 'search.kind.clients', recent: 'search.recent.clients', icon: 'clients' },
  sessions: { label: 'search.kind.sessions', recent: 'search.recent.sessions', icon: 'calendar' },
  invoices: { label: 'search.kind.invoices', recent: 'search.recent.invoices', icon: 'invoices' },
} as const satisfies Record<HitKind, { label: MessageKey; recent: MessageKey; icon: IconName }>;

const SESSIONS = {
  scheduled: ['sessions.status.scheduled', 'warn'],
  confirmed: ['sessions.status.confirmed', 'info'],
  'in-progress': ['sessions.status.inProgress', 'info'],
  completed: ['sessions.status.completed', 'ok'],
  cancelled: ['sessions.status.cancelled', 'neutral'],
  'no-show': ['sessions.status.noShow', 'bad'],
} as const satisfies Record<SessionStatus, readonly [MessageKey, Tone]>;

const INVOICES = {
  draft: ['invoicing.status.draft', 'neutral'],
  issued: ['invoicing.status.issued', 'warn'],
  sent: ['invoicing.status.sent', 'info'],
  'partly-paid': ['invoicing.status.partlyPaid', 'warn'],
  overdue: ['invoicing.status.overdue', 'bad'],
  paid: ['invoicing.status.paid', 'ok'],
  cancelled: ['invoicing.status.cancelled', 'neutral'],
} as const satisfies Record<InvoiceStatus, readonly [MessageKey, Tone]>;

export interface Presented {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly icon: IconName;
  /** What tells it from its namesakes. */
  readonly detail: string;
  /** The same where there is little room. */
  readonly brief: string;
  readonly state: { readonly label: string; readonly tone: Tone } | null;
  /** A date or a sum; people have neither. */
  readonly end: string | null;
}

export function presentHit(ui: Ui, hit: Hit): Presented {
  if (hit.kind === 'clients') return presentClient(ui, hit);
  return hit.kind === 'sessions' ? presentSession(ui, hit) : presentInvoice(ui, hit);
}

function presentClient(ui: Ui, { id, name, isCompany, email, phone, city, isArchived }: ClientHit): Presented {
  return {
    id: `client-${id}`,
    label: name,
    href: clientPath(id),
    icon: isCompany ? 'building' : 'user',
    detail: joined([isCompany ? ui.t('search.company') : null, email, phone, city]),
    brief: city ?? email ?? phone ?? '',
    state: isArchived ? { label: ui.t('search.archived'), tone: 'neutral' } : null,
    end: null,
  };
}

function presentSession(ui: Ui, hit: SessionHit): Presented {
  const { id, title, clientName, roomName, startsAt, endsAt, status, live } = hit;
  const [label, tone] = SESSIONS[status];
  return {
    id: `session-${id}`,
    label: title,
    href: sessionPath(id),
    icon: 'calendar',
    detail: joined([clientName, roomName, ui.format.timeRange(startsAt, endsAt)]),
    brief: joined([clientName, `${dayText(ui, startsAt)}, ${ui.format.time(startsAt)}`]),
    state: live ? { label: ui.t('sessions.status.live'), tone: 'live' } : { label: ui.t(label), tone },
    end: dayText(ui, startsAt),
  };
}

/** The year only where it is another one. */
function dayText(ui: Ui, at: Date): string {
  const isThisYear = at.getUTCFullYear() === ui.now.getUTCFullYear();
  return ui.format.date(at, isThisYear ? 'weekday-short' : 'medium');
}

function presentInvoice(ui: Ui, hit: InvoiceHit): Presented {
  const { id, number, isCreditNote, clientName, issuedAt, gross, status } = hit;
  const [label, tone] = INVOICES[status];
  const named = number !== null && isCreditNote ? ui.t('search.creditNote', { number }) : number;
  return {
    id: `invoice-${id}`,
    label: named ?? ui.t('search.draft'),
    href: invoicePath(id),
    icon: 'invoices',
    detail: joined([clientName, issuedAt && ui.format.date(issuedAt, 'medium')]),
    brief: joined([clientName, ui.format.money(gross)]),
    state: { label: ui.t(label), tone },
    end: ui.format.money(gross),
  };
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' · ');
}
