/** Where gateways tell what became of a charge. They come any number of times and in any order. */
import { Hono } from 'hono';
import { settleCharge } from '#payments/checkouts/service.ts';
import { localGateway } from '#payments/gateway/local.ts';
import { publicAccess } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { noProof } from '#platform/http/errors.ts';

export const routes = new Hono<Env>().post('/local', publicAccess(), async (c) => {
  const webhook = { body: await c.req.text(), signature: c.req.header('regie-signature') ?? '' };
  const charge = await localGateway.verifyWebhook(c.var.scope, webhook);
  if (!charge) throw noProof();
  await settleCharge(c.var.scope, charge);
  return c.text('ok');
});
