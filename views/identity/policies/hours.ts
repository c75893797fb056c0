import type { Ui } from '#platform/http/ui.ts';

const DAY = 24;

/** 8 heures, 3 jours. */
export function tellHours(ui: Ui, hours: number): string {
  return hours < DAY
    ? ui.t('identity.policy.hours', { count: hours })
    : ui.t('identity.policy.days', { count: hours / DAY });
}
