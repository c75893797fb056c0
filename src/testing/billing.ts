/** A studio that may issue invoices, and what tests of money need again and again. */
import { updateProfile } from '#studios/service.ts';
import type { TestStudio } from '#testing/studio.ts';
import type { Fields, TestPage, Visitor } from '#testing/visit.ts';

/** Fills in what the law wants said of a seller. */
export async function mayIssue(studio: TestStudio, changes: Parameters<typeof updateProfile>[1] = {}): Promise<void> {
  await updateProfile(await studio.scope('owner'), {
    legalName: 'Studio Lumen',
    legalForm: 'SARL',
    addressLine1: '12 rue des Vignoles',
    postalCode: '75020',
    city: 'Paris',
    siren: '732829320',
    siret: '73282932000074',
    rcs: 'Paris',
    vatNumber: 'FR44732829320',
    vatRegime: 'normal',
    email: 'compta@studiolumen.example',
    iban: 'FR1420041010050500013M02606',
    bic: 'PSSTFRPPPAR',
    ...changes,
  });
}

function madeBy(page: TestPage): string {
  if (page.status !== 303 || !page.location)
    throw new Error(`${page.status} instead of 303: ${page.text.slice(0, 600)}`);
  return page.location.split('/').at(-1) ?? '';
}

export async function makeClient(visitor: Visitor, fields: Fields = {}): Promise<string> {
  const client = { name: 'Mona Vasseur', email: `mona-${Math.random().toString(36).slice(2)}@vasseur.example` };
  return madeBy(await visitor.post('/clients', { ...client, ...fields }));
}

export const LINE = { description: 'Prise de voix', quantity: '1', unit: 'hour', unitPrice: '100,00', vat: 'S-2000' };

/** @returns the id of a draft with these lines */
export async function makeDraft(
  visitor: Visitor,
  clientId: string,
  lines: readonly Fields[] = [LINE],
): Promise<string> {
  const id = madeBy(await visitor.post('/invoices', { clientId }));
  for (const line of lines) madeBy(await visitor.post(`/invoices/${id}/lines`, { ...LINE, ...line }));
  return id;
}

/** @returns the id of an issued invoice: 120,00 € unless the lines say otherwise */
export async function makeInvoice(visitor: Visitor, clientId: string, lines?: readonly Fields[]): Promise<string> {
  const id = await makeDraft(visitor, clientId, lines);
  madeBy(await visitor.post(`/invoices/${id}/issuance`));
  return id;
}
