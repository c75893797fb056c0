/* Work in progress: a line on top for fragments, the pressed button for whole pages. */
{
  let waiting = 0;
  const wait = (step) => (event) => {
    if (event.target.closest('[data-quiet]')) return;
    waiting = Math.max(0, waiting + step);
    document.documentElement.toggleAttribute('data-busy', waiting > 0);
  };
  document.addEventListener('htmx:beforeSend', wait(1));
  document.addEventListener('htmx:afterRequest', wait(-1));

  document.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (event.defaultPrevented || !button || event.target.method !== 'post') return;
    if (button.ariaBusy === 'true') return event.preventDefault();
    button.ariaBusy = 'true';
    // A download leaves the page where it is.
    setTimeout(() => button.removeAttribute('aria-busy'), 5000);
  });
  window.addEventListener('pageshow', () => {
    for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy');
  });
}
