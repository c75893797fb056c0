import type { Wordings } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { whenText } from '#views/sessions/labels.ts';

const withReason = (ui: Ui, { reason = '' }: { readonly reason?: string | undefined }) => ({
  reason: reason === '' ? '' : ui.t('ui.history.part', { part: reason }),
});

export const wordings: Wordings = {
  'sessions.move': (ui, { from }) => {
    if (!from) return { before: '' };
    const when = whenText(ui, { startsAt: new Date(from.startsAt), endsAt: new Date(from.endsAt) });
    const part = ui.t('sessions.action.move.before', { room: from.room, when });
    return { before: ui.t('ui.history.aside', { part }) };
  },
  'sessions.cancel': withReason,
};
