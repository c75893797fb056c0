import { defineModule } from '#platform/module.ts';
import { SEARCH } from '#search/paths.ts';
import { routes } from '#search/routes.ts';

export default defineModule({ name: 'search', routes: { [SEARCH]: routes } });
