/** The carrier that needs no account: mails are kept as files and shown at /dev/mail. The oldest go when there are too many. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { Carrier, OutgoingMail } from '#platform/mail/carrier.ts';
import type { Attachment } from '#platform/mail/mailer.ts';
import { log } from '#platform/telemetry/log.ts';

export interface LocalMail extends Omit<OutgoingMail, 'attachments'> {
  /** UUIDv7: sorts by time. */
  readonly id: string;
  readonly sentAt: string;
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly bytes: number }[];
}

const MOST = 500;
const ID = /^[0-9a-f-]{36}$/;

export function createLocalCarrier(dataDir: string): Carrier {
  const folder = folderOf(dataDir);
  let pruning = Promise.resolve();
  return {
    async send(mail) {
      const id = uuidv7();
      await mkdir(folder, { recursive: true });
      await store(folder, id, mail);
      log.info('mail.kept', { id, studio: mail.studioId, subject: mail.subject, at: '/dev/mail' });
      pruning = pruning.then(() => prune(folder)).catch((error: unknown) => log.warn('mail.prune', { error }));
      await pruning;
    },
    close: () => pruning,
  };
}

/** Newest first. */
export async function listLocalMail(
  dataDir: string,
  filter: { readonly studioId?: string } = {},
): Promise<readonly LocalMail[]> {
  const ids = (await listIds(folderOf(dataDir))).reverse();
  const mails = await Promise.all(ids.map((id) => readLocalMail(dataDir, id)));
  return mails.filter(
    (mail) => mail !== null && (!filter.studioId || mail.studioId === filter.studioId),
  ) as LocalMail[];
}

export async function readLocalMail(dataDir: string, id: string): Promise<LocalMail | null> {
  if (!ID.test(id)) return null;
  const text = await orNull(readFile(join(folderOf(dataDir), `${id}.json`), 'utf8'));
  return text === null ? null : (JSON.parse(text) as LocalMail);
}

/** @param index from 0 */
export async function readLocalAttachment(dataDir: string, id: string, index: number): Promise<Attachment | null> {
  const described = (await readLocalMail(dataDir, id))?.attachments[index];
  if (!described) return null;
  const content = await orNull(readFile(join(folderOf(dataDir), id, String(index))));
  return content && { filename: described.filename, contentType: described.contentType, content };
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'mail');
}

/** Attachments first and the description last, by rename: a listing shows whole mails only. */
async function store(folder: string, id: string, { attachments = [], ...mail }: OutgoingMail): Promise<void> {
  if (attachments.length > 0) await mkdir(join(folder, id));
  for (const [index, { content }] of attachments.entries()) await writeFile(join(folder, id, String(index)), content);
  const described = attachments.map(({ filename, contentType, content }) => {
    return { filename, contentType, bytes: content.byteLength };
  });
  const kept: LocalMail = { id, sentAt: new Date().toISOString(), ...mail, attachments: described };
  await writeFile(join(folder, `${id}.part`), JSON.stringify(kept, null, 2));
  await rename(join(folder, `${id}.part`), join(folder, `${id}.json`));
}

async function prune(folder: string): Promise<void> {
  const ids = await listIds(folder);
  for (const id of ids.slice(0, Math.max(0, ids.length - MOST))) {
    await rm(join(folder, `${id}.json`), { force: true });
    await rm(join(folder, id), { recursive: true, force: true });
  }
}

/** Oldest first. */
async function listIds(folder: string): Promise<string[]> {
  const names = (await orNull(readdir(folder))) ?? [];
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
