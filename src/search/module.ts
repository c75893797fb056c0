import { defineModule } from '#platform/module.ts';
import { SEARCH } from './paths.ts';
import { routes } from './routes.ts';

export default defineModule({ name: 'search', routes: { [SEARCH]: routes } });
