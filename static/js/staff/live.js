/*
 * Parts that follow what others do: `data-live` names their topics, `data-from` is the address that has them as they are now.
 * All tabs of a browser share one stream: the tab that holds the lock has it and tells the others. What is being used is left
 * alone until it is not any more.
 */
{
  const source = document.querySelector('meta[name="live"]')?.content;
  const bus = new BroadcastChannel('live');
  const due = new Set();
  let [timer, refreshed] = [0, 0];

  const isUsed = (part) => {
    const { activeElement: active } = document;
    const selection = getSelection();
    return (
      document.querySelector('dialog[open]') ||
      part.matches('.dragging, .htmx-request') ||
      part.querySelector('.undo, .lifted, .htmx-request, [data-menu][open], input:checked') ||
      (part.contains(active) && !active.matches('a, section')) ||
      (!selection.isCollapsed && part.contains(selection.anchorNode))
    );
  };

  const refresh = (part) => {
    const { from, swap } = part.dataset;
    part.dataset.quiet = '';
    const context = { source: part, target: part, swap: swap ?? 'outerHTML', headers: { 'HX-Live': 'true' } };
    if (!swap) context.select = `#${part.id}`;
    window.htmx.ajax('GET', from, context).catch(() => {});
  };

  const run = () => {
    timer = 0;
    if (document.hidden) return;
    for (const id of due) {
      const part = document.getElementById(id);
      if (part?.dataset.live && isUsed(part)) continue;
      due.delete(id);
      if (part?.dataset.live) refresh(part);
    }
    refreshed = Date.now();
    plan();
  };
  const plan = () => {
    if (due.size && !timer) timer = setTimeout(run, Math.max(0, refreshed + 1000 - Date.now()));
  };
  document.addEventListener('visibilitychange', plan);
  // A list that has grown while it was read would lose the reader's place.
  document.addEventListener('htmx:beforeRequest', ({ target }) =>
    target.closest('.pager')?.closest('[data-live]')?.removeAttribute('data-live'),
  );

  /** Until then this page knows of everything. */
  let since = performance.timeOrigin + (performance.getEntriesByType('navigation')[0]?.requestStart ?? 0);
  const recent = new Map();
  const hear = (topic) => {
    since = Date.now();
    recent.set(topic, since);
    for (const part of document.querySelectorAll('[data-live]'))
      if (topic === 'all' || part.dataset.live.split(' ').includes(topic)) due.add(part.id);
    plan();
  };
  const tell = (topic) => {
    bus.postMessage(topic);
    hear(topic);
  };

  const lead = (signal) => {
    let stream = null;
    let [again, delay] = [0, 1000];
    const open = () => {
      stream = new EventSource(`${source}&age=${Math.max(0, Math.ceil(Date.now() - since))}`);
      stream.onmessage = ({ data }) => tell(data);
      stream.addEventListener('resync', ({ data }) => tell(data));
      stream.onopen = () => {
        since = Date.now();
        delay = 1000;
      };
      stream.onerror = () => {
        stream.close();
        // The tabs of a process that stops do not come back in one instant.
        again = setTimeout(open, delay * (0.5 + Math.random() * 2));
        delay = Math.min(delay * 2, 60000);
      };
    };
    open();
    // A page that has just come asks what it missed.
    bus.onmessage = ({ data }) => {
      if (typeof data === 'string') return hear(data);
      for (const [topic, at] of recent) if (at >= data) bus.postMessage(topic);
    };
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        stream.close();
        clearTimeout(again);
        bus.onmessage = follow;
        resolve();
      });
    });
  };

  const follow = ({ data }) => typeof data === 'string' && hear(data);
  let stop = null;
  const stand = () => {
    stop?.abort();
    stop = new AbortController();
    const { signal } = stop;
    bus.onmessage = follow;
    bus.postMessage(since);
    if (navigator.locks) navigator.locks.request('live', { signal }, () => lead(signal)).catch(() => {});
    else lead(signal);
  };
  const leave = () => stop.abort();
  if (source) {
    stand();
    window.addEventListener('pagehide', leave);
    document.addEventListener('freeze', leave);
    window.addEventListener('pageshow', ({ persisted }) => persisted && stand());
    document.addEventListener('resume', stand);
  }
}
