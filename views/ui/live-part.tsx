import type { PropsWithChildren } from '@kitajs/html';
import type { Topic } from '#platform/scope.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly id: string;
  /** What it shows: when one of these changes, js/staff/live.js fetches it anew. */
  readonly topics: readonly Topic[];
  /** Address of the page that has it, with the same id. */
  readonly from: string;
}

/** A part of a page that follows what others do; it has no box of its own. */
export function LivePart({ id, topics, from, children: safeChildren }: PropsWithChildren<Props>): JSX.Element {
  return (
    <div class="live-part" id={attr(id)} data-live={topics.join(' ')} data-from={attr(from)}>
      {safeChildren}
    </div>
  );
}
