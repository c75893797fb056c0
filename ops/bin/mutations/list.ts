/** Mistakes that were made once, or that no test noticed when they were made on purpose. */
import type { Mutation } from './mutation.ts';

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a write leaves no hint of its jobs',
    file: 'src/platform/db/write.ts',
    find: 'await services.hint(scope.studio.id);',
    replace: '',
    test: {
      file: 'src/platform/db/write.test.ts',
      title: 'whose jobs the queue does not take leaves a hint, by which the sweeper finds them',
    },
  },
  {
    name: 'a write is tried again after COMMIT was sent',
    file: 'src/platform/db/retry.ts',
    find: 'isConnectionLost(error) && !attempt.committing',
    replace: 'isConnectionLost(error)',
    test: {
      file: 'src/platform/db/write.test.ts',
      title: 'that loses its connection once COMMIT was sent is not tried again: it may have been kept',
    },
  },
  {
    name: 'SIGTERM cuts off running requests',
    file: 'src/start.ts',
    find: 'close(GRACE_MS), stopAll',
    replace: 'close(0), stopAll',
    test: { file: 'src/stop.slow.test.ts', title: 'finishes the request on SIGTERM, and ends' },
  },
  {
    name: 'a booking does not hold its room',
    file: 'src/rooms/queries.ts',
    find: "for('no key update')",
    replace: "for('key share')",
    test: {
      file: 'src/sessions/conflicts/withdrawal.test.ts',
      title: 'it is archived: that waits for the booking, so that none comes after it',
    },
  },
  {
    name: 'a booking does not hold the activations of its room',
    file: 'migrations/tenant/0030_sessions_activated.sql',
    find: '    for share) held;',
    replace: '    ) held;',
    test: {
      file: 'src/sessions/conflicts/withdrawal.test.ts',
      title: 'an activation is withdrawn first: the booking waits, and is refused',
    },
  },
  {
    name: 'a draft is not held while it is issued or edited',
    file: 'src/invoicing/queries.ts',
    find: '.where(eq(invoices.id, id)).for(strength)',
    replace: '.where(eq(invoices.id, id))',
    test: {
      file: 'src/invoicing/drafts/issued-meanwhile.test.ts',
      title: 'that is being changed is waited for: what is issued is the sum of the changed lines',
    },
  },
  {
    name: 'a checkout is charged again',
    file: 'src/payments/checkouts/service.ts',
    find: "if (status !== 'open') return false;",
    replace: '',
    test: { file: 'src/payments/checkouts/checkouts.test.ts', title: 'not again when it was declined' },
  },
  {
    name: 'a checkout is charged twice at once',
    file: 'src/payments/checkouts/service.ts',
    find: 'const invoice = await lockIssued(w, invoiceId);\n    const { status',
    replace: 'const invoice = await getPayableInvoice(w, invoiceId);\n    const { status',
    test: {
      file: 'src/payments/checkouts/checkouts.test.ts',
      title: 'however many send theirs in the same moment: the second waits, and finds it done',
    },
  },
  {
    name: 'a cut pool is used again',
    file: 'src/platform/tenancy/pools.ts',
    find: 'onClosed: () => retire(book, pool),',
    replace: 'onClosed: () => undefined,',
    test: {
      file: 'src/platform/tenancy/tenancy.slow.test.ts',
      title: 'replace a client whose connection was cut in the middle of an answer',
    },
  },
  {
    name: 'a form that was sent before is refused, its answer forgotten',
    file: 'src/platform/http/answer-once.ts',
    find: 'if (path === null) throw',
    replace: 'throw',
    test: {
      file: 'src/platform/request-keys/request-keys.test.ts',
      title: 'is answered with what it said the first time',
    },
  },
  {
    name: 'a corrected address leaves logins open',
    file: 'migrations/tenant/0016_portal_revocation.sql',
    find: 'when (old.email is distinct from new.email\n    or',
    replace: 'when (',
    test: { file: 'src/portal/portal.test.ts', title: 'the address: no link and no login outlives it' },
  },
  {
    name: 'words that every object knows are languages',
    file: 'src/platform/i18n/locale.ts',
    find: 'Object.hasOwn(LOCALE_FACTS, text)',
    replace: 'text in LOCALE_FACTS',
    test: { file: 'src/platform/i18n/locale.test.ts', title: 'knows its languages' },
  },
  {
    name: 'a form trusts the remembered login',
    file: 'src/identity/logins/authenticator.ts',
    find: "c.req.method === 'GET'",
    replace: 'true',
    test: {
      file: 'src/identity/logins/remembered.test.ts',
      title: 'without the trigger it would count a minute later, and for a form at once',
    },
  },
];
