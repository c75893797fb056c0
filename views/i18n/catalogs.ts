/** Every language's catalogues. A new module adds an import and a line here for each language, nothing else. */
import type { Catalogs } from '#platform/i18n/translate.ts';
import enClients from './en/clients.json' with { type: 'json' };
import enDashboard from './en/dashboard.json' with { type: 'json' };
import enIdentity from './en/identity.json' with { type: 'json' };
import enInvoicing from './en/invoicing.json' with { type: 'json' };
import enPaper from './en/paper.json' with { type: 'json' };
import enPayments from './en/payments.json' with { type: 'json' };
import enPdf from './en/pdf.json' with { type: 'json' };
import enPlatform from './en/platform.json' with { type: 'json' };
import enPortal from './en/portal.json' with { type: 'json' };
import enRooms from './en/rooms.json' with { type: 'json' };
import enSearch from './en/search.json' with { type: 'json' };
import enSessions from './en/sessions.json' with { type: 'json' };
import enStudios from './en/studios.json' with { type: 'json' };
import enUi from './en/ui.json' with { type: 'json' };
import frClients from './fr/clients.json' with { type: 'json' };
import frDashboard from './fr/dashboard.json' with { type: 'json' };
import frIdentity from './fr/identity.json' with { type: 'json' };
import frInvoicing from './fr/invoicing.json' with { type: 'json' };
import frPaper from './fr/paper.json' with { type: 'json' };
import frPayments from './fr/payments.json' with { type: 'json' };
import frPdf from './fr/pdf.json' with { type: 'json' };
import frPlatform from './fr/platform.json' with { type: 'json' };
import frPortal from './fr/portal.json' with { type: 'json' };
import frRooms from './fr/rooms.json' with { type: 'json' };
import frSearch from './fr/search.json' with { type: 'json' };
import frSessions from './fr/sessions.json' with { type: 'json' };
import frStudios from './fr/studios.json' with { type: 'json' };
import frUi from './fr/ui.json' with { type: 'json' };

const en = {
  ...enClients,
  ...enDashboard,
  ...enIdentity,
  ...enInvoicing,
  ...enStudios,
  ...enPaper,
  ...enPayments,
  ...enPdf,
  ...enPlatform,
  ...enPortal,
  ...enRooms,
  ...enSearch,
  ...enSessions,
  ...enUi,
};

const fr = {
  ...frClients,
  ...frDashboard,
  ...frIdentity,
  ...frInvoicing,
  ...frStudios,
  ...frPaper,
  ...frPayments,
  ...frPdf,
  ...frPlatform,
  ...frPortal,
  ...frRooms,
  ...frSearch,
  ...frSessions,
  ...frUi,
};

export const catalogs: Catalogs = { fr, en };

type English = typeof en;

declare module '#platform/i18n/translate.ts' {
  interface Messages extends English {}
}
