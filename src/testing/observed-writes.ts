/** What the writes of an installation say for themselves, by the request that caused them: the log is where each one is named. */
export interface ObservedWrites {
  /** Takes lines of the log. */
  readonly sink: (line: string) => void;
  /** Actions that this request has committed, or that said that nothing came of it. */
  actionsOf(requestId: string): readonly string[];
}

export function observeWrites(isAction: (name: string) => boolean): ObservedWrites {
  const byRequest = new Map<string, string[]>();
  return {
    sink(line) {
      const { name, request } = JSON.parse(line) as { readonly name: string; readonly request?: string };
      if (request === undefined || !isAction(name)) return;
      byRequest.set(request, [...(byRequest.get(request) ?? []), name]);
    },
    actionsOf: (requestId) => byRequest.get(requestId) ?? [],
  };
}
