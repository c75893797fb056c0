/**
 * The end of the log of the installation, kept each day in the storage: to rewrite the control database unseen one would have to know the
 * installation's secret as well, or to take files away.
 */
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { readHead } from '#platform/audit/chain.ts';
import type { Anchor } from '#platform/audit/verify.ts';
import type { Platform } from '#platform/platform.ts';
import { createSecrets } from '#platform/secrets.ts';
import type { Storage } from '#platform/storage/create-files.ts';
import { readBytes } from '#platform/storage/files.ts';
import type { Cluster } from '#platform/tenancy/cluster.ts';

const FOLDER = 'audit-anchors/';
/** The latest vouch for all rows before them. */
const READ_DAYS = 60;
const DAY_MS = 86_400_000;

const anchorFile = z.object({ seq: z.number(), hash: z.hex(), takenAt: z.iso.datetime(), signature: z.hex() });
type AnchorText = Omit<z.infer<typeof anchorFile>, 'signature'>;

const keyOf = (at: Date) => `${FOLDER}${at.toISOString().slice(0, 10)}.json`;
/** Beside the folders of the studios, whose names are ids. */
const filesOf = (storage: Storage) => storage.filesOf('platform');

function sign({ key }: Pick<Cluster, 'key'>, { seq, hash, takenAt }: AnchorText): Buffer {
  return createSecrets(key).digest('platform audit anchor', `${seq} ${hash} ${takenAt}`);
}

/** Once a day, however often it is asked for and by however many processes. */
export async function anchorPlatformLog({ options, control, storage }: Platform, now: Date): Promise<void> {
  const files = filesOf(storage);
  const key = keyOf(now);
  if (await files.head(key)) return;
  const head = await readHead(control.sql);
  if (!head || head.seq === 0) return;
  const anchor = { seq: head.seq, hash: head.hash.toString('hex'), takenAt: now.toISOString() };
  const text = JSON.stringify({ ...anchor, signature: sign(options.cluster, anchor).toString('hex') });
  await files.put(key, Buffer.from(text), { contentType: 'application/json' });
}

/** Oldest first. @throws Error for a file that this installation did not write */
export async function readPlatformAnchors(cluster: Cluster, storage: Storage, now: Date): Promise<readonly Anchor[]> {
  const files = filesOf(storage);
  const after = keyOf(new Date(now.getTime() - READ_DAYS * DAY_MS));
  const { files: found } = await files.list(FOLDER, { after, limit: READ_DAYS + 2 });
  const anchors: Anchor[] = [];
  for (const { key } of found) {
    const content = await files.get(key);
    if (!content) continue;
    const { signature, ...anchor } = anchorFile.parse(JSON.parse(Buffer.from(await readBytes(content)).toString()));
    const right = sign(cluster, anchor);
    const given = Buffer.from(signature, 'hex');
    if (given.length !== right.length || !timingSafeEqual(given, right))
      throw new Error(`the anchor ${key} was not written by this installation`);
    anchors.push({ seq: anchor.seq, hash: Buffer.from(anchor.hash, 'hex'), takenAt: new Date(anchor.takenAt) });
  }
  return anchors;
}
