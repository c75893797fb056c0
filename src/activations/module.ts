import { defineModule } from '#platform/module.ts';

type Texts = typeof import('#views/i18n/en/activations.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

/** No pages and no actions of its own: those of the modules whose things are activated. */
export default defineModule({ name: 'activations' });
