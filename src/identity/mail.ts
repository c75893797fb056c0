/** Until an owner's address is confirmed, a studio's mail leaves to the owner alone: the studio may have been made to send it. */
import { listWrittenTo } from '#identity/queries.ts';
import type { MailPolicy } from '#platform/mail/mailer.ts';

export const mail: MailPolicy = {
  async knows({ control, studio }, address) {
    return (await listWrittenTo(control, studio.id, address)).some(({ isAddressed }) => isAddressed);
  },

  /** Members whose address is proved are written to all the same: about their password, say. */
  async hold({ control, studio }, address) {
    const people = await listWrittenTo(control, studio.id, address);
    const owners = people.filter(({ role }) => role === 'owner');
    if (owners.length === 0 || owners.some(({ confirmedAt }) => confirmedAt)) return null;
    if (people.some(({ isAddressed, role, confirmedAt }) => isAddressed && (role === 'owner' || confirmedAt)))
      return null;
    return { messageKey: 'identity.confirmation.first', values: { address: owners[0]?.email ?? '' } };
  },
};
