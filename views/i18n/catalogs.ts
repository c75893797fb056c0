/** Every language's catalogues. A new module adds an import and a line here for each language, nothing else. */
import type { Catalogs } from '#platform/i18n/translate.ts';
import enPdf from './en/pdf.json' with { type: 'json' };
import enPlatform from './en/platform.json' with { type: 'json' };
import enUi from './en/ui.json' with { type: 'json' };
import frPdf from './fr/pdf.json' with { type: 'json' };
import frUi from './fr/ui.json' with { type: 'json' };
import frPlatform from './fr/platform.json' with { type: 'json' };

const en = {
  ...enPdf,
  ...enUi,
  ...enPlatform,
};

const fr = {
  ...frPdf,
  ...frUi,
  ...frPlatform,
};

export const catalogs: Catalogs = { fr, en };

type English = typeof en;

declare module '#platform/i18n/translate.ts' {
  interface Messages extends English {}
}
