import type { Scope } from '#platform/scope.ts';
import { insertLogin } from '#portal/logins.ts';
import { listPeople } from '#portal/queries.ts';

/** The demo's client has been in the portal before, on a phone. No mail, so that the first link in /dev/mail is a fresh one. */
export async function seed(_: Scope, scope: Scope): Promise<void> {
  const [person] = await listPeople(scope.db, `client@${scope.studio.slug}.example`);
  if (!person) return;
  const then = { ...scope, now: new Date(scope.now.getTime() - 3 * 86_400_000) };
  await then.write('portal.login', async (write) => {
    write.about({ kind: 'client', id: person.clientId }, { step: 'entered' }, { at: then.now });
    const phone = { address: '192.0.2.44', userAgent: 'Mozilla/5.0 (Linux; Android 14; SM-A245F)' };
    await insertLogin({ ...write, now: then.now }, person, phone);
  });
}
