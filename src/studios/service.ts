/** What can be done with a studio itself: its settings, its legal profile, its logo. */
import { eq } from 'drizzle-orm';
import { changesBetween } from '#platform/audit/changes.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { Scope, Write } from '#platform/scope.ts';
import { readBytes } from '#platform/storage/files.ts';
import { studios } from '#platform/tenancy/schema.ts';
import type { StudioInput } from '#studios/input.ts';
import type { LogoImage } from '#studios/logo-image.ts';
import type { Logo, ProfileChanges, StudioProfile } from '#studios/model.ts';
import { findProfile, findSettings, type SavedSettings } from '#studios/queries.ts';
import { studioProfile } from '#studios/schema.ts';

/** @throws when the studio was never filled: `createProfile` is part of its provisioning */
export async function getProfile(scope: Scope): Promise<StudioProfile> {
  const profile = await findProfile(scope.db);
  if (!profile) throw new Error('the studio has no profile');
  return profile;
}

/** What every studio begins with; safe to repeat. */
export async function createProfile(scope: Scope, texts: ProfileChanges): Promise<void> {
  await scope.write('studios.create', async (w) => {
    await w.tx
      .insert(studioProfile)
      .values({ ...toColumns(texts), legalName: texts.legalName ?? scope.studio.name })
      .onConflictDoNothing();
    w.about({ kind: 'studio', id: scope.studio.id }, {});
  });
}

/** Changes what is given and leaves the rest. */
export async function updateProfile(scope: Scope, changes: ProfileChanges): Promise<void> {
  await scope.write('studios.update-billing', async (w) => {
    const before = await getProfile(w);
    await w.tx.update(studioProfile).set({ ...toColumns(changes), updatedAt: w.now });
    const said = changesBetween({ ...before }, changes, ['iban']);
    w.about({ kind: 'studio', id: w.studio.id }, { fields: Object.keys(changes) }, { changes: said });
  });
}

/** Every owner is told of another account to which clients are asked to pay. */
export async function changeBilling(scope: Scope, changes: ProfileChanges): Promise<void> {
  await scope.write('studios.update-billing', async (w) => {
    const { iban } = await getProfile(w);
    await updateProfile(w, changes);
    if (changes.iban !== undefined && changes.iban !== iban)
      w.enqueue('identity.tell-owners', { event: 'bank-changed' });
    w.unchanged();
  });
}

/** As saved: what the directory keeps of the studio may be a moment old. */
export async function getSavedSettings({ control, studio }: Scope): Promise<SavedSettings> {
  return (await findSettings(control, studio.id)) ?? studio;
}

/** The row is in the control database; every process hears of the change by a trigger within a second. */
export async function updateStudio(scope: Scope, changes: StudioInput): Promise<void> {
  await scope.control.write('studios.update', async (w) => {
    const before = (await findSettings(w.tx, scope.studio.id)) ?? {};
    await w.tx
      .update(studios)
      .set(changes)
      .where(eq(studios.id, scope.studio.id as Id<'studio'>));
    const said = changesBetween({ ...before }, changes);
    w.about({ kind: 'studio', id: scope.studio.id }, { fields: Object.keys(changes) }, { changes: said });
  });
}

/** The file goes first: a row never names one that is not there. One that is not named any more is taken away last. */
export async function setLogo(scope: Scope, image: LogoImage): Promise<void> {
  const { type, width, height, content } = image;
  const key = `studios/logo-${newId()}.${type === 'image/png' ? 'png' : 'jpg'}`;
  await scope.files.put(key, content, { contentType: type });
  await replaceLogo(scope, { key, type, width, height });
}

export async function removeLogo(scope: Scope): Promise<void> {
  await replaceLogo(scope, null);
}

export async function readLogo(scope: Scope): Promise<{ readonly logo: Logo; readonly content: Uint8Array } | null> {
  const { logo } = await getProfile(scope);
  const file = logo && (await scope.files.get(logo.key));
  return logo && file ? { logo, content: await readBytes(file) } : null;
}

async function replaceLogo(scope: Scope, logo: Logo | null): Promise<void> {
  const before = await scope.write('studios.update', async (w) => {
    const known = await lockedLogo(w);
    await w.tx.update(studioProfile).set({
      logoKey: logo?.key ?? null,
      logoType: logo?.type ?? null,
      logoWidth: logo?.width ?? null,
      logoHeight: logo?.height ?? null,
      updatedAt: w.now,
    });
    w.about({ kind: 'studio', id: w.studio.id }, { fields: ['logo'] });
    return known;
  });
  if (before) await scope.files.remove(before);
}

/** Key of the logo that this write replaces; two at once take turns. */
async function lockedLogo(w: Write): Promise<string | null> {
  const [row] = await w.tx.select({ key: studioProfile.logoKey }).from(studioProfile).for('update');
  return row?.key ?? null;
}

function toColumns({ capital, ...same }: ProfileChanges) {
  if (capital === undefined) return same;
  return { ...same, capital: capital?.amount ?? null, capitalCurrency: capital?.currency ?? null };
}
