/** Seller and buyer as a document says them, drawn from the studio's profile and the client's card. Pure. */
import { addressLines, type ClientCard, displayName } from '#clients/model.ts';
import type { Buyer, Invoice, InvoiceSummary, Seller } from '#invoicing/model.ts';
import { formatSiret } from '#platform/format/company-ids.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import type { Locale } from '#platform/scope.ts';
import type { StudioProfile } from '#studios/model.ts';

/** All that is printed. */
export interface Printable {
  readonly invoice: Invoice;
  readonly seller: Seller;
  readonly buyer: Buyer;
  /** What a credit note corrects. */
  readonly credited: InvoiceSummary | null;
  readonly logo: Uint8Array | null;
  /** The studio's day, for a draft. */
  readonly today: string;
}

export interface Parties {
  readonly seller: Seller;
  readonly buyer: Buyer;
}

/** What both are drawn from. */
export interface PartyFacts {
  readonly profile: StudioProfile;
  readonly client: ClientCard;
}

export function partiesOf({ profile, client }: PartyFacts, locale: Locale): Parties {
  return { seller: sellerOf(profile, locale, client.country), buyer: buyerOf(client, locale, profile.country) };
}

/** @param buyerCountry the seller's country is printed when it is another than the buyer's */
function sellerOf(profile: StudioProfile, locale: Locale, buyerCountry: string | null): Seller {
  const { addressLine1, addressLine2, postalCode, city, country, capital } = profile;
  const street = [addressLine1, addressLine2].filter(Boolean).join('\n');
  const address = { street, postalCode, city, region: null, country };
  const format = createFormatter({ locale, timeZone: 'UTC', currency: capital?.currency ?? 'EUR' });
  return {
    name: profile.legalName,
    legalForm: profile.legalForm,
    capital: capital ? format.money(capital) : '',
    address: addressLines(address, locale, buyerCountry ?? country),
    siren: profile.siren,
    siret: profile.siret,
    rcs: registration(profile),
    vatNumber: profile.vatNumber,
    apeCode: profile.apeCode,
    vatRegime: profile.vatRegime,
    email: profile.email,
    phone: profile.phone,
    website: profile.website,
    iban: profile.iban,
    bic: profile.bic,
    accountHolder: profile.accountHolder,
    latePenalty: profile.latePenaltyText,
    earlyDiscount: profile.earlyPaymentText,
  };
}

/** The profile holds the registry's town, as people write it; art. R123-237 C. com. wants "RCS Paris 404 833 048". */
function registration({ rcs, siren }: StudioProfile): string {
  return rcs === '' || /\d|^(RCS|RNE)\b/i.test(rcs) ? rcs : `RCS ${rcs} ${formatSiret(siren)}`;
}

function buyerOf(client: ClientCard, locale: Locale, sellerCountry: string): Buyer {
  return {
    name: displayName({ name: client.name, artistName: client.artistName }),
    address: addressLines(client, locale, sellerCountry),
    deliveryAddress: (client.deliveryAddress ?? '').split(/\r\n|\r|\n/).filter((line) => line.trim() !== ''),
    siren: client.siren ?? client.siret?.slice(0, 9) ?? '',
    vatNumber: client.vatNumber ?? '',
    isBusiness: isBusiness(client),
  };
}

/** A person with a company's numbers is in business under an own name. */
export function isBusiness({ kind, siren, siret, vatNumber }: ClientCard): boolean {
  return kind === 'company' || Boolean(siren || siret || vatNumber);
}
