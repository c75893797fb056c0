/** Addresses that are one mailbox though they are written in two ways. Case is the database's business: see citext. */
import { domainToASCII, domainToUnicode } from 'node:url';

/** With the domain as DNS has it: `bücher.example` and `xn--bcher-kva.example` are one. */
export function canonicalAddress(email: string): string {
  const { local, domain } = partsOf(email);
  return domain === '' ? email : `${local}@${domain}`;
}

/** All that users may have typed for this mailbox. */
export function spellingsOf(email: string): string[] {
  const { local, domain } = partsOf(email);
  if (domain === '') return [email];
  return [...new Set([email, `${local}@${domain}`, `${local}@${domainToUnicode(domain)}`])];
}

/** The domain is '' where it is none. */
function partsOf(email: string) {
  const at = email.lastIndexOf('@');
  return { local: email.slice(0, at), domain: domainToASCII(email.slice(at + 1)) };
}
