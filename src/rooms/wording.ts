import type { Wordings } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';

interface Activated {
  readonly given?: boolean | undefined;
  readonly reason?: string | undefined;
}

const activated = (ui: Ui, { given = false, reason = '' }: Activated) => ({
  given,
  reason: reason === '' ? '' : ui.t('ui.history.part', { part: reason }),
});

export const wordings: Wordings = {
  'rooms.archive': (_, { archived = false }) => ({ archived }),
  'rooms.activate-technical': activated,
  'rooms.activate-commercial': activated,
};
