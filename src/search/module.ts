import { defineModule } from '#platform/module.ts';
import { SEARCH } from '#search/paths.ts';
import { routes } from '#search/routes.ts';

type Texts = typeof import('#views/i18n/en/search.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({ name: 'search', routes: { [SEARCH]: routes } });
