import { Hono } from 'hono';
import '#identity/actions.ts';
import { anchorAudit, cutAudit } from '#identity/audit/jobs.ts';
import { retentionRoutes } from '#identity/audit/retention-routes.ts';
import { auditRoutes } from '#identity/audit/routes.ts';
import { sendConfirmation } from '#identity/confirmations/jobs.ts';
import { confirmationRoutes, newConfirmationRoutes } from '#identity/confirmations/routes.ts';
import { handOverRoutes } from '#identity/hand-overs/routes.ts';
import { acceptanceRoutes } from '#identity/invitations/acceptance/routes.ts';
import { sendInvitation } from '#identity/invitations/jobs.ts';
import { invitationRoutes } from '#identity/invitations/routes.ts';
import { authenticator, mainAuthenticator } from '#identity/logins/authenticator.ts';
import { sweepEntries } from '#identity/logins/jobs.ts';
import { doorRoutes, loginRoutes } from '#identity/logins/routes.ts';
import { storeSeen } from '#identity/logins/seen.ts';
import { mail } from '#identity/mail.ts';
import { meRoutes } from '#identity/me/routes.ts';
import { memberFactorRoutes, memberRoutes } from '#identity/members/routes.ts';
import { sendPersonalNotice, tellOwners } from '#identity/notices/jobs.ts';
import { passkeyLoginRoutes } from '#identity/passkeys/login-routes.ts';
import { passkeyRoutes } from '#identity/passkeys/routes.ts';
import { sendPasswordReset } from '#identity/password-resets/jobs.ts';
import { passwordResetRoutes } from '#identity/password-resets/routes.ts';
import { tellFactorNeeded } from '#identity/policies/jobs.ts';
import { policyRoutes } from '#identity/policies/routes.ts';
import { preferenceRoutes } from '#identity/preferences/routes.ts';
import { profileRoutes } from '#identity/profile/routes.ts';
import { proofRoutes } from '#identity/proof/routes.ts';
import { remindRecoveries, sendRecoveryNotice } from '#identity/recoveries/jobs.ts';
import { cancellationRoutes, recoveryRoutes } from '#identity/recoveries/routes.ts';
import { rolesRoutes } from '#identity/roles/routes.ts';
import { seed } from '#identity/seed.ts';
import { settings } from '#identity/settings.ts';
import { progressRoutes } from '#identity/sign-up/progress/routes.ts';
import { homeRoutes, signUpRoutes } from '#identity/sign-up/routes.ts';
import { userSubject } from '#identity/subjects.ts';
import { sendFactorNotice } from '#identity/two-factor/jobs.ts';
import { secondFactorRoutes } from '#identity/two-factor/login-routes.ts';
import { twoFactorRoutes } from '#identity/two-factor/routes.ts';
import { welcomeRoutes } from '#identity/welcomes/routes.ts';
import { wordings } from '#identity/wording.ts';
import type { Env } from '#platform/http/env.ts';
import { defineModule } from '#platform/module.ts';

type Texts = typeof import('#views/i18n/en/identity.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

/** Entering, and one's own account: the same at every studio and on the main host. */
const OWN_ROUTES = {
  '/login/second-factor': secondFactorRoutes,
  '/login/passkey': passkeyLoginRoutes,
  '/login/recovery': recoveryRoutes,
  '/recoveries': cancellationRoutes,
  '/welcome': welcomeRoutes,
  '/hand-overs': handOverRoutes,
  '/confirmations': confirmationRoutes,
  '/password-resets': passwordResetRoutes,
  '/preferences': preferenceRoutes,
  '/proof': proofRoutes,
  '/settings': profileRoutes,
  '/settings/confirmation': newConfirmationRoutes,
  '/settings/logins': loginRoutes,
  '/settings/two-factor': twoFactorRoutes,
  '/settings/passkeys': passkeyRoutes,
} as const;

export default defineModule({
  name: 'identity',
  authenticate: { '/': authenticator },
  authenticateMain: mainAuthenticator,
  routes: {
    ...OWN_ROUTES,
    '/': doorRoutes,
    '/invitations': acceptanceRoutes,
    '/settings/members': memberRoutes,
    '/settings/members/:userId/second-factor/removal': memberFactorRoutes,
    '/settings/members/invitations': invitationRoutes,
    '/settings/roles': rolesRoutes,
    '/settings/security': policyRoutes,
    '/settings/audit': auditRoutes,
    '/settings/audit/retention': retentionRoutes,
  },
  mainRoutes: {
    ...OWN_ROUTES,
    '/': new Hono<Env>().route('/', homeRoutes).route('/', doorRoutes),
    '/me': meRoutes,
    '/sign-up': signUpRoutes,
    '/sign-up/': progressRoutes,
  },
  batches: { 'identity.seen': storeSeen },
  jobs: {
    'identity.anchor-audit': anchorAudit,
    'identity.cut-audit': cutAudit,
    'identity.send-confirmation': sendConfirmation,
    'identity.send-factor-notice': sendFactorNotice,
    'identity.send-invitation': sendInvitation,
    'identity.send-notice': sendPersonalNotice,
    'identity.tell-factor-needed': tellFactorNeeded,
    'identity.tell-owners': tellOwners,
    'identity.send-recovery-notice': sendRecoveryNotice,
    'identity.remind-recoveries': remindRecoveries,
    'identity.send-password-reset': sendPasswordReset,
    'identity.sweep': sweepEntries,
  },
  schedule: [
    { job: 'identity.sweep', cron: '17 3 * * *', host: 'main' },
    { job: 'identity.remind-recoveries', cron: '23 7 * * *' },
    { job: 'identity.anchor-audit', cron: '5 2 * * *' },
    { job: 'identity.cut-audit', cron: '35 2 * * *' },
  ],
  subjects: { user: userSubject },
  mail,
  wordings,
  seed,
  settings,
});
