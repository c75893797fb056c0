/** Which shell a page wears. The shells themselves are views; `src/app.ts` hands them to the platform. */
import type { Ui } from '#platform/http/ui.ts';

export type Layout = 'staff' | 'portal' | 'plain';

export interface Page {
  /** Shown in the tab, before the studio's name. */
  readonly title: string;
  readonly body: JSX.Element;
  readonly layout?: Layout;
  /** Files in static/css/ whose rules count on this page besides app.css's, without ending: ['calendar']. */
  readonly styles?: readonly string[];
  /** Files in static/js/ that this page needs besides the layout's own, without ending. */
  readonly scripts?: readonly string[];
  /** Page is out of search engines' business unless said otherwise. */
  readonly indexable?: boolean;
}

export type Layouts = Readonly<Record<Layout, (props: { ui: Ui; page: Page }) => JSX.Element>>;
