/** Whether a login is proof of who is asking: for its first ten minutes, and for ten after it has proved itself again. */
import { and, eq, gt } from 'drizzle-orm';
import { oneselfOf } from '#identity/logins/actor.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { PROOF_MINUTES } from '#identity/model.ts';
import { proofPath } from '#identity/paths.ts';
import { cameFrom } from '#identity/preferences/came-from.ts';
import { keepForm, sealPage } from '#identity/proof/pending.ts';
import { logins } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { AppContext } from '#platform/http/env.ts';
import type { FormBody } from '#platform/http/form-body.ts';
import { readBody } from '#platform/http/forms.ts';
import { redirect } from '#platform/http/render.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { ControlScope } from '#platform/scope.ts';

/** Names are shorter; what was typed in their place may not be. */
const LONGEST_NAME = 320;

/** Null while it is; otherwise the way to the page that asks, after which what was asked for is done. */
export async function askProof(
  c: AppContext,
  what: MessageKey,
  whom?: (c: AppContext) => Promise<string>,
): Promise<Response | null> {
  const { controlScope: scope } = c.var;
  const actor = oneselfOf(c);
  if (await isProof(scope, actor)) return null;
  const { pathname, search } = new URL(c.req.url);
  const named = (await whom?.(c))?.slice(0, LONGEST_NAME);
  const asked = { what, ...(named && { whom: named }), path: pathname + search, from: cameFrom(c) };
  if (c.req.method !== 'POST') return redirect(c, proofPath({ page: sealPage(scope, actor, asked) }));
  const body = encoded(await readBody(c));
  return redirect(c, proofPath({ form: await keepForm(scope, actor, { ...asked, body }) }));
}

async function isProof({ control, now }: ControlScope, { loginId }: Oneself): Promise<boolean> {
  const since = new Date(now.getTime() - PROOF_MINUTES * 60_000);
  const rows = await control
    .select({ id: logins.id })
    .from(logins)
    .where(and(eq(logins.id, loginId as Id<'login'>), gt(logins.provedAt, since)));
  return rows.length > 0;
}

function encoded({ requestKey, fields }: FormBody): string {
  const body = new URLSearchParams(requestKey === null ? [] : [['requestKey', requestKey]]);
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
  return body.toString();
}
