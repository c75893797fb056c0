/** One answer of server-sent events. What is not taken yet is kept as a set, so a slow reader costs no memory. */

export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  change(topic: string): void;
  /** Something may have been missed: every page refreshes what it shows. */
  resync(): void;
  /** Keeps proxies from closing it. @returns false when the reader has not even taken the beat before */
  beat(): boolean;
  /** @param retryMs after which the browser is to come back */
  end(retryMs: number): void;
}

const BEAT = ': beat\n\n';
const RESYNC = 'event: resync\ndata: all\n\n';
const RETRY_MS = 2_000;

/** @param onClosed once, whichever side closed it */
export function createEventStream(onClosed: () => void): EventStream {
  const encoder = new TextEncoder();
  const waiting = new Set([`retry: ${RETRY_MS}\n\n`]);
  let [isWanted, isOver] = [false, false];
  let controller: ReadableStreamDefaultController<Uint8Array>;

  const flush = () => {
    if (isOver || !isWanted || waiting.size === 0) return;
    isWanted = false;
    const text = [...waiting].join('');
    waiting.clear();
    controller.enqueue(encoder.encode(text));
  };
  const push = (text: string) => {
    waiting.add(text);
    flush();
  };
  const close = () => {
    isOver = true;
    onClosed();
  };
  // Asked only when something is read: what the kernel and the socket do not take stays in `waiting`.
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given;
      },
      pull: () => {
        isWanted = true;
        flush();
      },
      cancel: () => {
        if (!isOver) close();
      },
    },
    { highWaterMark: 0 },
  );
  return {
    body,
    change: (topic) => push(`data: ${topic}\n\n`),
    resync: () => push(RESYNC),
    beat() {
      if (waiting.has(BEAT)) return false;
      push(BEAT);
      return true;
    },
    end(retryMs) {
      if (isOver) return;
      controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
      controller.close();
      close();
    },
  };
}
