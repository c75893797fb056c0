/** A slug is the first label of a studio's host: RFC 1123 letters, digits and hyphens. */

export const SHORTEST_SLUG = 3;
export const LONGEST_SLUG = 40;

/** Names that mail, browsers, certificates or people take for the service's own. */
const RESERVED = new Set(
  `about abuse account accounts admin administrator api app apps assets auth autoconfig autodiscover billing blog cdn client
   clients contact cron dashboard db demo dev docs email files ftp grafana health help host hostmaster imap img info internal
   invoice invoices isatap legal local localdomain localhost login logout mail mailer media metrics mta-sts mx new news noreply
   null oauth operator ops pay payment payments pop portal postmaster pricing privacy prometheus proxy public regie root sales security
   server settings sftp shop sign-up signup smtp sso staff staging static status studios support system terms test tests undefined
   upload uploads usenet uucp web webhook webhooks webmail webmaster worker wpad www`.split(/\s+/),
);

/** Letters that have no accent to lose. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** "Café de l’Été" → "cafe-de-l-ete"; empty where no letter of ours is left. */
export function suggestSlug(name: string): string {
  const folded = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðłþı]/g, (letter) => LETTERS[letter] ?? '');
  const slug = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '');
  const short = slug.slice(0, LONGEST_SLUG).replace(/-+$/, '');
  return slugProblem(short) === 'invalid' ? '' : short;
}

/** A hyphen in third and fourth place marks a name in another script (RFC 5891), which could look like another's. */
export function slugProblem(slug: string): 'invalid' | 'reserved' | null {
  if (slug.length < SHORTEST_SLUG || slug.length > LONGEST_SLUG) return 'invalid';
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])$/.test(slug) || slug.slice(2, 4) === '--') return 'invalid';
  return RESERVED.has(slug) ? 'reserved' : null;
}

/** Others to offer when this one is gone, nearest first. All of them may be taken, none is reserved. */
export function alternatives(slug: string): readonly string[] {
  const base = slug.slice(0, LONGEST_SLUG - 8).replace(/-+$/, '');
  const numbered = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${base}-${number}`);
  return [`studio-${base}`, `${base}-studio`, ...numbered].filter((other) => slugProblem(other) === null);
}
