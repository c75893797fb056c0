/** What keeps a draft from being issued, and what would better be filled in first. Pure. */
import type { ClientCard } from '#clients/model.ts';
import { isBusiness } from '#invoicing/documents/model.ts';
import type { Invoice } from '#invoicing/model.ts';
import { type Mention, missingMentions, type StudioProfile } from '#studios/model.ts';

export type Obstacle =
  | { readonly about: 'lines' | 'total' | 'franchise' | 'exemption' }
  | { readonly about: 'seller'; readonly mentions: readonly Mention[] }
  | { readonly about: 'buyer-address' | 'buyer-vat-number' };

/** Said on the draft's page, without stopping the issue. */
export type Advice = 'buyer-siren' | 'buyer-address';

interface Facts {
  readonly invoice: Pick<Invoice, 'lines' | 'gross' | 'exemption'>;
  readonly profile: StudioProfile;
  readonly client: ClientCard;
}

/** Art. 242 nonies A ann. II CGI for the parties, 283-3 for VAT under the franchise, 226 of directive 2006/112 for exemptions. */
export function obstaclesTo({ invoice, profile, client }: Facts): readonly Obstacle[] {
  const has = (...categories: string[]) => invoice.lines.some(({ vatCategory }) => categories.includes(vatCategory));
  const isFranchise = profile.vatRegime === 'franchise';
  const mentions = missingMentions(profile);
  const found: (Obstacle | false)[] = [
    invoice.lines.length === 0 && { about: 'lines' },
    invoice.gross < 0n && { about: 'total' },
    isFranchise && has('S', 'AE', 'G', 'K', 'O', 'Z') && { about: 'franchise' },
    !isFranchise && has('E') && invoice.exemption.trim() === '' && { about: 'exemption' },
    mentions.length > 0 && { about: 'seller', mentions },
    isBusiness(client) && !hasAddress(client) && { about: 'buyer-address' },
    has('AE', 'K') && !client.vatNumber && { about: 'buyer-vat-number' },
  ];
  return found.filter((obstacle) => obstacle !== false);
}

/**
 * A French company's SIREN must be printed from 1 September 2027 on at the latest (décret 2022-1299). A private person's bill
 * needs no address (arrêté 83-50/A), but a letter does.
 */
export function adviceOn(client: ClientCard): readonly Advice[] {
  const isFrench = client.country === null || client.country === 'FR';
  const found: (Advice | false)[] = [
    client.kind === 'company' && isFrench && !client.siren && !client.siret && 'buyer-siren',
    !isBusiness(client) && !hasAddress(client) && 'buyer-address',
  ];
  return found.filter((advice) => advice !== false);
}

function hasAddress({ street, city }: ClientCard): boolean {
  return Boolean(street?.trim()) && Boolean(city?.trim());
}
