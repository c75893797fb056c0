/** How local files lie on the disk; no key contains an @. */
export const SUFFIX = '@file';
/** The block behind the content; room for a content type and a name of the greatest length that is accepted. */
export const DETAILS_BYTES = 2_048;

/** Null when there is no such file or folder. */
export async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
