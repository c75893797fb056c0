/** What is asked of a file, and who answers: a worker thread, so that no file holds the event loop. */

import { guessMapping, type Reading, sampleColumns } from '#platform/imports/guess.ts';
import { findCardExcess, findCsvExcess } from '#platform/imports/limits.ts';
import type { ImportMapping, SampleColumn } from '#platform/imports/model.ts';
import { joinPieces, type ReadFile, readPieces } from '#platform/imports/read-file.ts';
import { decodeText, detectEncoding } from '#platform/imports/read-text.ts';
import type { ImportReading } from '#platform/imports/reading.ts';
import type { Refusal } from '#platform/refusal.ts';
import { runInThread, streamFromThread } from '#platform/runtime/threads.ts';

export interface Inspection {
  readonly isVcard: boolean;
  /** Why the file is not taken. */
  readonly refusal: Refusal | null;
  /** A proposal; null for vCard. */
  readonly mapping: ImportMapping | null;
}

export interface FileReader {
  inspect(bytes: Uint8Array): Promise<Inspection>;
  /** @param reading what people have said themselves */
  guess(bytes: Uint8Array, reading?: Reading): Promise<ImportMapping>;
  /** Each column with its first values. */
  sample(bytes: Uint8Array, mapping: ImportMapping): Promise<readonly SampleColumn[]>;
  /** @param mapping null for vCard */
  read(bytes: Uint8Array, mapping: ImportMapping | null): Promise<ReadFile>;
}

/** @typeParam Kind whose files: `src/thread.ts` has its reading */
interface Asked {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

declare module '#platform/runtime/threads.ts' {
  interface ThreadTasks {
    'imports.inspect': { input: Asked; piece: Inspection };
    'imports.guess': { input: Asked & { readonly reading: Reading | undefined }; piece: ImportMapping };
    'imports.sample': { input: Asked & { readonly mapping: ImportMapping }; piece: readonly SampleColumn[] };
    'imports.read': { input: Asked & { readonly mapping: ImportMapping | null }; piece: ReadFile };
  }
}

/** A file of 10 MB takes a second or two. */
const LIMITS = { timeoutMs: 20_000 };

/** @param kind under which `src/thread.ts` has the reading */
export function readerInThread(kind: string): FileReader {
  return {
    inspect: (bytes) => runInThread('imports.inspect', { kind, bytes }, LIMITS),
    guess: (bytes, reading) => runInThread('imports.guess', { kind, bytes, reading }, LIMITS),
    sample: (bytes, mapping) => runInThread('imports.sample', { kind, bytes, mapping }, LIMITS),
    read: (bytes, mapping) => joinPieces(streamFromThread('imports.read', { kind, bytes, mapping }, LIMITS)),
  };
}

const VCARD = /^\s*BEGIN:VCARD\b/i;

function inspect(reading: ImportReading, bytes: Uint8Array): Inspection {
  const text = decodeText(bytes, detectEncoding(bytes));
  const isVcard = reading.readCard !== undefined && VCARD.test(text.slice(0, 1_000));
  const refusal = isVcard ? findCardExcess(text) : findCsvExcess(text);
  return { isVcard, refusal, mapping: isVcard || refusal ? null : guessMapping(reading, bytes) };
}

type Readings = Readonly<Record<string, () => Promise<ImportReading>>>;

/** The tasks as the thread has them. */
export function importTasks(readings: Readings) {
  const readingOf = async (kind: string): Promise<ImportReading> => {
    const load = Object.hasOwn(readings, kind) ? readings[kind] : undefined;
    if (!load) throw new Error(`no thread knows how to read ${kind}`);
    return load();
  };
  return {
    'imports.inspect': async function* ({ kind, bytes }: Asked) {
      yield inspect(await readingOf(kind), bytes);
    },
    'imports.guess': async function* ({ kind, bytes, reading }: Asked & { reading?: Reading }) {
      yield guessMapping(await readingOf(kind), bytes, reading);
    },
    'imports.sample': function* ({ bytes, mapping }: Asked & { mapping: ImportMapping }) {
      yield sampleColumns(bytes, mapping);
    },
    'imports.read': async function* ({ kind, bytes, mapping }: Asked & { mapping: ImportMapping | null }) {
      yield* readPieces(await readingOf(kind), bytes, mapping);
    },
  };
}
