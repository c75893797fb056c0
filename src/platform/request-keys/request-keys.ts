/** Finds the answers of forms on the primaries: a replica may not know yet what was sent a moment ago. */
import type { WriteDb } from '#platform/db/types.ts';
import {
  type Answer,
  findSentForm,
  findSubjectOf,
  type SentForm,
  storeAnswer,
} from '#platform/request-keys/queries.ts';
import type { RequestKey, Studio, Subject } from '#platform/scope.ts';

export interface RequestKeys {
  find(studio: Studio | null, key: Uint8Array): Promise<SentForm | null>;
  /** For the databases in which this request has claimed its key. */
  answer(studio: Studio | null, requestKey: RequestKey, answer: Answer): Promise<void>;
  /** What a request did that left no answer. */
  subjectOf(studio: Studio | null, requestId: string): Promise<Subject | null>;
}

export interface RequestKeyServices {
  inControl<T>(work: (tx: WriteDb) => Promise<T>): Promise<T>;
  inStudio<T>(studio: Studio, work: (tx: WriteDb) => Promise<T>): Promise<T>;
}

export function createRequestKeys({ inControl, inStudio }: RequestKeyServices): RequestKeys {
  return {
    async find(studio, key) {
      const [inStudios, inControls] = await Promise.all([
        studio && inStudio(studio, (tx) => findSentForm(tx, key)),
        inControl((tx) => findSentForm(tx, key)),
      ]);
      return inStudios ?? inControls;
    },
    async answer(studio, { sent, claimed }, answer) {
      if (!sent) return;
      if (studio && claimed.has('studio')) await inStudio(studio, (tx) => storeAnswer(tx, sent.key, answer));
      if (claimed.has('control')) await inControl((tx) => storeAnswer(tx, sent.key, answer));
    },
    async subjectOf(studio, requestId) {
      return studio && inStudio(studio, (tx) => findSubjectOf(tx, requestId));
    },
  };
}
