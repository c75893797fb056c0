/** What pages can follow, as the rest of the platform sees it. */
import type { Permission, Topic } from '#platform/scope.ts';

export interface Topics {
  /** In the order of the modules. */
  grantedTo(can: (permission: Permission) => boolean): readonly Topic[];
  changedBy(actions: readonly string[]): readonly Topic[];
  /** From `calendar,today`; null when there is none, or one that is no topic. */
  parse(list: string | undefined): readonly Topic[] | null;
}
