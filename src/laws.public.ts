/** The routes that need no login. Each is here because the person cannot have signed in yet. */
export const PUBLIC_ROUTES: readonly string[] = [
  'platform GET /brand.css',
  'platform GET /health/live',
  'platform GET /health/ready',
  'platform GET /static/*',
  'main GET /',
  'main GET /sign-up',
  'main GET /sign-up/:studioId/entry',
  'main GET /sign-up/:studioId/events',
  'main GET /sign-up/:studioId/progress',
  'main GET /studios',
  'main POST /preferences',
  'main POST /sign-up',
  // The main host's own entry pages.
  'main GET /confirmations/:token',
  'main GET /login',
  'main GET /login/second-factor',
  'main GET /password-resets',
  'main GET /password-resets/:token',
  'main GET /password-resets/sent',
  'main GET /welcome/:token',
  'main POST /confirmations/:token',
  'main GET /login/passkey',
  'main GET /login/passkey/options',
  'main POST /login',
  'main GET /login/recovery',
  'main GET /recoveries/:token',
  'main POST /login/passkey',
  'main POST /login/recovery',
  'main POST /recoveries/:token',
  'main POST /login/second-factor',
  'main POST /password-resets',
  'main POST /password-resets/:token',
  'main POST /welcome/:token',
  // Entry pages for staff.
  'studio GET /confirmations/:token',
  'studio GET /invitations/:token',
  'studio GET /login',
  'studio GET /login/recovery',
  'studio GET /login/passkey',
  'studio GET /login/passkey/options',
  'studio GET /login/second-factor',
  'studio GET /password-resets',
  'studio GET /password-resets/:token',
  'studio GET /password-resets/sent',
  'studio GET /recoveries/:token',
  'studio GET /welcome/:token',
  'studio POST /confirmations/:token',
  'studio POST /invitations/:token',
  'studio POST /login',
  'studio POST /login/recovery',
  'studio POST /login/passkey',
  'studio POST /login/second-factor',
  'studio POST /password-resets',
  'studio POST /password-resets/:token',
  'studio POST /recoveries/:token',
  'studio POST /welcome/:token',
  // Entry pages for clients.
  'studio GET /portal/entry/:token',
  'studio GET /portal/login',
  'studio GET /portal/login/sent',
  'studio POST /portal/entry/:token',
  'studio POST /portal/login',
  'studio POST /portal/login/code',
  // The link in a mail shows and pays one invoice; it proves itself.
  'studio GET /pay/:token',
  'studio GET /pay/:token/checkouts/:id',
  'studio GET /pay/:token/checkouts/:id/return',
  'studio GET /pay/:token/pdf',
  'studio GET /pay/:token/session.ics',
  'studio POST /pay/:token/checkouts',
  'studio POST /pay/:token/checkouts/:id/card',
  // Theme and language, before anybody is known.
  'studio POST /preferences',
];

/** What a login of some time ago proves itself for once more. */
export const RISKY_ROUTES: readonly string[] = [
  // What leaves the studio as a whole.
  'studio GET /clients/export.csv',
  'studio GET /clients/export.vcf',
  'studio GET /invoices/export.csv',
  'studio GET /sessions/export.csv',
  'studio GET /settings/audit/export.csv',
  'studio GET /settings/audit/export.jsonl',
  // Where money goes.
  'studio POST /settings/billing',
  // What is kept of what was done.
  'studio POST /settings/audit/retention',
  // Who may do what.
  'studio POST /settings/members/:userId/removal',
  'studio POST /settings/members/:userId/role',
  'studio POST /settings/members/:userId/second-factor/removal',
  'studio POST /settings/members/departure',
  'studio POST /settings/members/invitations',
  // How people come in.
  'studio POST /settings/passkeys',
  'studio POST /settings/passkeys/:id/removal',
  'studio POST /settings/security/addresses',
  'studio POST /settings/security/logins',
  'studio POST /settings/security/second-factor',
  'studio POST /settings/two-factor',
  'studio POST /settings/two-factor/backup-codes',
  'studio POST /settings/two-factor/removal',
];

/** The development pages are not there in production. */
export function isTableOfPublicRoute(path: string): boolean {
  return path.startsWith('/dev/');
}
