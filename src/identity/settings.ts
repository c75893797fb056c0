/** What identity puts on the settings page. */
import { AUDIT, DEPARTURE, LOGINS, MEMBERS, PASSKEYS, PROFILE, TWO_FACTOR } from '#identity/paths.ts';
import { defineSettings } from '#platform/contributions/contributions.ts';

export const settings = [
  defineSettings({
    group: 'people',
    title: 'identity.members.title',
    href: MEMBERS,
    rank: 1,
    permission: 'identity.members',
    status: ({ ui }) => ({ detail: ui.t('identity.settings.members') }),
  }),
  defineSettings({
    group: 'people',
    title: 'identity.audit.title',
    href: AUDIT,
    rank: 2,
    permission: 'identity.audit',
    status: ({ ui }) => ({ detail: ui.t('identity.settings.audit') }),
  }),
  defineSettings({
    group: 'account',
    title: 'identity.profile.title',
    href: PROFILE,
    rank: 1,
    permission: 'identity.profile',
    status: ({ ui }) => (ui.actor.kind === 'user' ? { detail: `${ui.actor.name} · ${ui.actor.email}` } : {}),
  }),
  defineSettings({
    group: 'account',
    title: 'identity.logins.title',
    href: LOGINS,
    rank: 2,
    permission: 'identity.profile',
    status: ({ ui }) => ({ detail: ui.t('identity.settings.logins') }),
  }),
  defineSettings({
    group: 'account',
    title: 'identity.factor.title',
    href: TWO_FACTOR,
    rank: 3,
    permission: 'identity.profile',
    status: ({ ui }) => ({ detail: ui.t('identity.settings.factor') }),
  }),
  defineSettings({
    group: 'account',
    title: 'identity.passkeys.title',
    href: PASSKEYS,
    rank: 4,
    permission: 'identity.profile',
    status: ({ ui }) => ({ detail: ui.t('identity.settings.passkeys') }),
  }),
  defineSettings({
    group: 'account',
    title: 'identity.departure.title',
    href: DEPARTURE,
    rank: 9,
    permission: 'identity.depart',
    status: ({ ui }) => ({ detail: ui.t('identity.settings.departure') }),
  }),
];
