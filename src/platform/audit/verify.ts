/** Whether a log is what it was when it was written: every row in its place, none changed, none missing, none at the end cut off. */
import { type ChainRow, chainHash, GENESIS, type Head } from '#platform/audit/chain.ts';

export type Problem = 'changed' | 'missing' | 'reordered' | 'added' | 'cut-off' | 'rewritten' | 'head' | 'unsigned';

export interface Failure {
  /** Number of the row, or of the first of several. */
  readonly seq: number | null;
  /** Number of the last of several rows. */
  readonly until?: number;
  /** Null for rows that are not there. */
  readonly id: string | null;
  readonly problem: Problem;
  readonly detail: string;
}

export interface Anchor extends Head {
  readonly takenAt: Date;
}

export interface Report {
  readonly ok: boolean;
  readonly rows: number;
  readonly failures: readonly Failure[];
  /** Failures beyond those that are listed. */
  readonly more: number;
}

const MOST_FAILURES = 100;
/** The most rows that are compared to find which were reordered. */
const MOST_SUSPECTS = 40;

type NumberedRow = ChainRow & { readonly seq: number; readonly hash: Buffer };

/** A row whose hash does not follow from the one before it. */
interface Suspect {
  readonly row: NumberedRow;
  readonly before: Buffer;
}

interface Walk {
  last: number;
  /** Hash of the row before; null when that row is missing, so that the next one is taken as it is. */
  before: Buffer | null;
  rows: number;
  failed: number;
  readonly failures: Failure[];
  readonly suspects: Suspect[];
  readonly anchors: Map<number, Anchor>;
}

/** What a log says of itself besides its rows. */
export interface Ends {
  readonly head: Head | null;
  /** Where rows were removed, latest first, and whether this installation did it. */
  readonly cuts: readonly (Head & { readonly signed: boolean })[];
}

/**
 * @param batches in the order of their numbers, of one snapshot with `ends`
 * @param anchors read before that snapshot was taken: an anchor of later rows would seem to miss them
 */
export async function verifyChain(
  batches: AsyncIterable<readonly ChainRow[]>,
  { head, cuts }: Ends,
  anchors: readonly Anchor[],
): Promise<Report> {
  const start = cuts.find(({ signed }) => signed) ?? GENESIS;
  const walk: Walk = {
    ...{ last: start.seq, before: start.hash, rows: 0, failed: 0, failures: [], suspects: [] },
    anchors: new Map(anchors.map((anchor) => [anchor.seq, anchor])),
  };
  for (const { seq, signed } of cuts)
    if (!signed) fail(walk, { seq, id: null, problem: 'unsigned', detail: 'removed up to here by another program' });
  checkAnchor(walk, null, start);
  for await (const batch of batches) for (const row of batch) step(walk, row);
  for (const suspect of walk.suspects) judge(walk, suspect);
  checkEnd(walk, head, anchors);
  const failures = walk.failures.toSorted((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity));
  return { ok: walk.failed === 0, rows: walk.rows, failures, more: walk.failed - failures.length };
}

function fail(walk: Walk, failure: Failure): void {
  walk.failed += 1;
  if (walk.failures.length < MOST_FAILURES) walk.failures.push(failure);
}

function isNumbered(row: ChainRow): row is NumberedRow {
  return row.seq !== null && row.hash !== null;
}

function step(walk: Walk, row: ChainRow): void {
  walk.rows += 1;
  const { id } = row;
  if (!isNumbered(row)) {
    fail(walk, { seq: row.seq, id, problem: 'added', detail: 'was never part of the chain' });
    return;
  }
  const { seq, hash, content } = row;
  if (seq <= walk.last) {
    fail(walk, { seq, id, problem: 'added', detail: 'its number belongs to another row' });
    return;
  }
  if (seq > walk.last + 1) {
    fail(walk, { ...range(walk.last + 1, seq - 1), id: null, problem: 'missing', detail: 'taken out of the log' });
    walk.before = null;
  }
  if (walk.before && !chainHash(walk.before, seq, content).equals(hash))
    walk.suspects.push({ row, before: walk.before });
  checkAnchor(walk, id, { seq, hash });
  walk.last = seq;
  walk.before = hash;
}

function range(seq: number, until: number): Pick<Failure, 'seq' | 'until'> {
  return seq === until ? { seq } : { seq, until };
}

function checkAnchor(walk: Walk, id: string | null, { seq, hash }: Head): void {
  const anchor = walk.anchors.get(seq);
  if (!anchor || anchor.hash.equals(hash)) return;
  const detail = `is not what it was on ${anchor.takenAt.toISOString()}: rows up to it were written anew`;
  fail(walk, { seq, id, problem: 'rewritten', detail });
}

/** Hashes that the true predecessor of some row may have had: also of a row whose hash alone was changed. */
function hashesOf({ row: { seq, content, hash }, before }: Suspect): readonly Buffer[] {
  return [before, chainHash(before, seq, content), hash];
}

/** A row that is whole, but stood elsewhere, is told from one that was changed; one that only follows such a row is neither. */
function judge(walk: Walk, { row, before }: Suspect): void {
  const near = walk.suspects.slice(0, MOST_SUSPECTS);
  const hashes = [before, ...near.flatMap(hashesOf)];
  const follows = (seq: number) => hashes.some((hash) => row.hash.equals(chainHash(hash, seq, row.content)));
  const { seq, id } = row;
  if (follows(seq)) return;
  const was = [...near.map((other) => other.row.seq), seq - 1, seq + 1].find((number) => follows(number));
  if (was === undefined)
    fail(walk, { seq, id, problem: 'changed', detail: 'its content or its hash is not what was written' });
  else fail(walk, { seq, id, problem: 'reordered', detail: `was row ${was}` });
}

function checkEnd(walk: Walk, head: Head | null, anchors: readonly Anchor[]): void {
  const end = Math.max(head?.seq ?? 0, ...anchors.map(({ seq }) => seq));
  if (end > walk.last)
    fail(walk, { ...range(walk.last + 1, end), id: null, problem: 'cut-off', detail: 'cut off at the end of the log' });
  const isHead = head && head.seq === walk.last && walk.before?.equals(head.hash);
  if (isHead || end > walk.last) return;
  const detail = 'the end that the log remembers is not that of its last row';
  fail(walk, { seq: head?.seq ?? null, id: null, problem: 'head', detail });
}
