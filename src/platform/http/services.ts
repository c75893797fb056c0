/** What every request finds in its context: the product's parts that the platform was given when the app was built. */
import type { Can, Matrix } from '#platform/authz/can.ts';
import type { Contributions } from '#platform/contributions/contributions.ts';
import type { Assets } from '#platform/http/assets.ts';
import type { Layouts } from '#platform/http/layout.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Catalogs } from '#platform/i18n/translate.ts';

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
}

/** How a problem looks. */
export type ProblemView = (props: { readonly ui: Ui; readonly problem: Problem }) => JSX.Element;

export interface AppServices {
  readonly can: Can;
  /** For the page that shows it; what is asked of it, `can` answers. */
  readonly matrix: Matrix;
  readonly catalogs: Catalogs;
  readonly layouts: Layouts;
  readonly problemView: ProblemView;
  readonly assets: Assets;
  /** See security-headers.ts. */
  securityHeaders(path: string, requestId: string): Readonly<Record<string, string>>;
  readonly contributions: Contributions;
  /** Where local stand-ins are on: 'mail', 'payments', … */
  readonly local: ReadonlySet<string>;
  readonly production: boolean;
}
