/** Which sessions are still to be invoiced, as SQL conditions on `sessions s`. */
import { sql } from 'drizzle-orm';

/** No invoice bills it; one that was credited in full does not count. */
export const IS_UNBILLED = sql`not exists (
  select 1 from invoices i where i.session_id = s.id and i.kind = 'invoice' and not (i.credited > 0 and i.credited >= i.gross))`;

export const HAS_PRICE = sql`s.agreed_price is distinct from 0
  and coalesce(s.agreed_price, s.hourly_rate, s.half_day_rate, s.day_rate) > 0`;

/** Done, priced, and on no invoice yet. */
export const IS_TO_INVOICE = sql`s.status = 'completed' and s.kind <> 'visit' and ${HAS_PRICE} and ${IS_UNBILLED}`;
