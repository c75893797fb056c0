/** What was typed or imported about a client → `ClientDetails`, or what is wrong with which field. */
import { checkTogether, clientFields, completeDetails } from '#clients/input.ts';
import { percentField, tick } from '#platform/format/fields.ts';

const defaultDepositPercent = clientFields.shape.defaultDepositPercent.unwrap();

export const clientDetails = clientFields
  .extend({
    isVip: tick,
    portalAccess: tick,
    defaultDepositPercent: percentField('clients.error.percent').pipe(defaultDepositPercent),
  })
  .superRefine(checkTogether)
  .transform(completeDetails);
