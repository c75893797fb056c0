/** A year's end of invoices in every state; what came in for them is the payments' business. */
import { eq } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { findClientByEmail, getClientCard, listClientChoices } from '#clients/service.ts';
import { creditInvoice } from '#invoicing/credit-notes/service.ts';
import { createDraft, saveDraft } from '#invoicing/drafts/service.ts';
import { issueInvoice } from '#invoicing/issuance/service.ts';
import type { InvoiceId, LineUnit } from '#invoicing/model.ts';
import { invoiceMails, invoices } from '#invoicing/schema.ts';
import { vatOf } from '#invoicing/sources/model.ts';
import { newId } from '#platform/db/ids.ts';
import { addDays, localDay, localTimeToInstant } from '#platform/format/zoned.ts';
import { accepted } from '#platform/refusal.ts';
import type { Scope } from '#platform/scope.ts';
import { scopeAt } from '#platform/scope-at.ts';
import { sessionBillables } from '#sessions/billables.ts';
import { listSessions } from '#sessions/service.ts';
import { getProfile } from '#studios/service.ts';

type Item = readonly [description: string, quantity: string, unit: LineUnit, euros: number];
type Fate = 'draft' | 'issued' | 'sent' | 'credited';
type Plan = readonly [daysAgo: number, client: string, fate: Fate, items: readonly Item[]];

const ENGINEER = 'Ingénieure du son';

/** In the order of issue. */
const PLANS: readonly Plan[] = [
  [
    148,
    'Label Papier Mâché',
    'sent',
    [
      ['Enregistrement, grande salle', '4', 'day', 580],
      [ENGINEER, '12', 'hour', 55],
    ],
  ],
  [127, 'Mona Vasseur', 'sent', [['Enregistrement voix', '2', 'half-day', 160]]],
  [
    109,
    'Maison Vocale',
    'sent',
    [
      ['Grande salle, journée', '2', 'day', 480],
      [ENGINEER, '3', 'hour', 55],
      ['Location Fairchild 670', '1', 'day', 75],
    ],
  ],
  [96, 'Podcast & Cie', 'credited', [['Montage, huit épisodes', '8', 'piece', 140]]],
  [
    83,
    'Orage d’Été',
    'sent',
    [
      ['Mixage, album', '6', 'day', 480],
      ['Remise, projet entier', '-1', 'flat', 280],
    ],
  ],
  [64, 'Radio Belle-Île', 'sent', [['Habillage d’antenne', '1', 'flat', 1900]]],
  [
    51,
    'Agence Grand Large',
    'sent',
    [
      ['Captation, parc mobile', '1', 'day', 720],
      [ENGINEER, '10', 'hour', 55],
    ],
  ],
  [43, 'Compagnie du Huitième Jour', 'sent', [['Création sonore', '3', 'day', 420]]],
  [27, 'Disques Zinc', 'sent', [['Mastering, EP quatre titres', '4', 'piece', 120]]],
  [
    16,
    'Studio Lanterne Films',
    'sent',
    [
      ['Post-synchronisation', '2', 'day', 300],
      ['Bruitage', '5', 'hour', 65],
    ],
  ],
  [
    6,
    'Noé Carlier',
    'sent',
    [
      ['Enregistrement voix, « Nuit blanche »', '1', 'half-day', 160],
      ['Mixage', '3', 'hour', 70],
    ],
  ],
  [2, 'Éditions du Phare', 'issued', [['Livre audio, « Le Grand Large »', '7', 'hour', 45]]],
  [0, 'Festival Rive Nord', 'draft', [['Plateau du samedi, captation', '1', 'day', 720]]],
];

export async function seed(scope: Scope): Promise<void> {
  const choices = await listClientChoices(scope);
  const own = await findClientByEmail(scope, `client@${scope.studio.slug}.example`);
  for (const [index, plan] of PLANS.entries()) {
    const isOwn = plan[1] === 'Noé Carlier';
    const clientId = (isOwn && own?.id) || clientNamed(choices, plan[1], index);
    if (clientId) await seedPlan(scope, clientId, plan);
  }
  await seedSessionDrafts(scope);
}

function clientNamed(
  choices: readonly { readonly id: ClientId; readonly name: string }[],
  name: string,
  index: number,
): ClientId | undefined {
  return (choices.find((choice) => choice.name === name) ?? choices[index % Math.max(1, choices.length)])?.id;
}

/** A weekday's morning, and never later than now. */
function morning({ now, studio: { timeZone } }: Scope, daysAgo: number): Date {
  if (daysAgo === 0) return now;
  return localTimeToInstant(addDays(localDay(now, timeZone), -daysAgo), '10:30', timeZone);
}

async function seedPlan(scope: Scope, clientId: ClientId, [daysAgo, , fate, items]: Plan): Promise<void> {
  const then = scopeAt(scope, morning(scope, daysAgo));
  const { vatRegime } = await getProfile(scope);
  const id = await accepted(createDraft(then, { clientId }));
  const lines = items.map(([description, quantity, unit, euros]) => ({
    ...{ description, detail: '', quantity, unit, unitPrice: BigInt(euros * 100) },
    ...vatOf(2000, vatRegime),
  }));
  await accepted(saveDraft(then, id, { lines }));
  if (fate === 'draft') return;
  await issueInvoice(then, id);
  if (fate !== 'issued') await noteSent(then, id, clientId);
  if (fate !== 'credited') return;
  const later = scopeAt(scope, morning(scope, daysAgo - 3));
  await noteSent(later, await creditInvoice(later, id, 'Série annulée par le client'), clientId);
}

/** As if the mail had left then: a demo sends none. */
async function noteSent(scope: Scope, invoiceId: InvoiceId, clientId: ClientId): Promise<void> {
  const recipient = (await getClientCard(scope, clientId)).email;
  if (!recipient) return;
  const sentAt = new Date(scope.now.getTime() + 2 * 60_000);
  await scope.write('invoicing.mark-sent', async ({ tx, about }) => {
    const mail = { id: newId<'invoice-mail'>(), invoiceId, kind: 'document', recipient } as const;
    await tx.insert(invoiceMails).values({ ...mail, requestedAt: scope.now, sentAt });
    const [sent] = await tx
      .update(invoices)
      .set({ sentAt })
      .where(eq(invoices.id, invoiceId))
      .returning({ number: invoices.number });
    about(
      { kind: 'invoice', id: invoiceId },
      { number: sent?.number ?? '', mailId: mail.id },
      { clientId, at: sentAt },
    );
  });
}

/** Two drafts, one with two sessions of the same client; the others are still to be billed. */
async function seedSessionDrafts(scope: Scope): Promise<void> {
  const { sessions } = await listSessions(scope, { until: scope.now, status: 'completed' });
  const clients = [...new Set(sessions.flatMap(({ client }) => client?.id ?? []))];
  const groups = clients
    .map((id) => ({ id, done: sessions.filter(({ client }) => client?.id === id) }))
    .sort((a, b) => b.done.length - a.done.length);
  for (const [index, { id: clientId, done }] of groups.slice(0, 2).entries()) {
    const sources = done.slice(0, 2 - index).map(({ id }) => ({ kind: 'session', id }) as const);
    await accepted(createDraft(scope, { clientId, sources }, [sessionBillables]));
  }
}
