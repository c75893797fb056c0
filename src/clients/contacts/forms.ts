import { z } from 'zod';
import type { Contact } from '#clients/contacts/service.ts';
import { emailAddress, freeText, tick } from '#clients/details.ts';

export const contactForm = z
  .object({
    firstName: freeText(),
    lastName: freeText(),
    title: freeText(),
    email: emailAddress(),
    phone: freeText(),
    isPrimary: tick,
  })
  .refine(({ firstName, lastName, email, phone }) => firstName ?? lastName ?? email ?? phone, {
    path: ['firstName'],
    message: 'clients.error.contactEmpty',
  });

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
