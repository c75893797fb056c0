import type { Command } from '#platform/contributions/contribution.ts';
import { NEW_SESSION } from '#sessions/paths.ts';

export const newSession: Command = {
  label: 'sessions.new',
  words: 'sessions.new.words',
  rank: 1,
  href: NEW_SESSION,
  icon: 'calendar',
  permission: 'sessions.create',
};
