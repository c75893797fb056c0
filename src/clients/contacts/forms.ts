import type { Contact } from '#clients/contacts/service.ts';
import { checkContact, contactFields } from '#clients/input.ts';
import { tick } from '#platform/format/fields.ts';

export const contactForm = contactFields.extend({ isPrimary: tick }).superRefine(checkContact);

export function contactValues(contact: Contact): Record<string, string> {
  const { firstName, lastName, title, email, phone, isPrimary } = contact;
  return {
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    title: title ?? '',
    email: email ?? '',
    phone: phone ?? '',
    isPrimary: isPrimary ? 'on' : '',
  };
}
