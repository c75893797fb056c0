import type { Wordings } from '#platform/history/model.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

export const wordings: Wordings = {
  'clients.update': (ui, { changed = [], contact, member }) => {
    const fields = changed.map((field) => ui.t(`clients.field.${field}` as MessageKey));
    const part = contact ?? member ?? ui.format.list(fields);
    return {
      what: contact !== undefined ? 'contact' : member !== undefined ? 'member' : 'fields',
      part: part === '' ? '' : ui.t('ui.history.part', { part }),
    };
  },
  'clients.archive': (_, { archived = false }) => ({ archived }),
  'clients.grant-portal': (_, { person = '', open = false }) => ({ person, open }),
  'clients.import': (_, { step = 'imported' }) => ({ step }),
};
