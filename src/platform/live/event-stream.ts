/** One answer of server-sent events. What is not taken yet is kept as a set, so a slow reader costs no memory. */

export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  change(topic: string): void;
  /** Something may have been missed: every page refreshes what it shows. */
  resync(): void;
  /** Keeps proxies from closing it. @returns false when the reader has not even taken the beat before */
  beat(): boolean;
  end(): void;
}

const BEAT = ': beat\n\n';
const RESYNC = 'event: resync\ndata: all\n\n';

interface Outlet {
  readonly body: ReadableStream<Uint8Array>;
  /** Sent when it is read; the same text once. */
  readonly waiting: Set<string>;
  flush(): void;
  end(): void;
}

/** Asked only when something is read: what the socket and the kernel do not take stays in `waiting`. */
function createOutlet(onClosed: () => void): Outlet {
  const encoder = new TextEncoder();
  const waiting = new Set<string>();
  let [isWanted, isOver] = [false, false];
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const flush = () => {
    if (isOver || !isWanted || waiting.size === 0) return;
    isWanted = false;
    const text = [...waiting].join('');
    waiting.clear();
    controller.enqueue(encoder.encode(text));
  };
  const close = () => {
    isOver = true;
    onClosed();
  };
  const source: UnderlyingDefaultSource<Uint8Array> = {
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
  };
  return {
    body: new ReadableStream(source, { highWaterMark: 0 }),
    waiting,
    flush,
    end() {
      if (isOver) return;
      controller.close();
      close();
    },
  };
}

/** @param onClosed once, whichever side closed it */
export function createEventStream(onClosed: () => void): EventStream {
  const { body, waiting, flush, end } = createOutlet(onClosed);
  const push = (text: string) => {
    waiting.add(text);
    flush();
  };
  return {
    body,
    change: (topic) => push(`data: ${topic}\n\n`),
    resync: () => push(RESYNC),
    beat() {
      if (waiting.has(BEAT)) return false;
      push(BEAT);
      return true;
    },
    end,
  };
}
