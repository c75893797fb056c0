/* Toasts: header `HX-Trigger: {"flash": {"tone": "ok", "text": "…"}}`, a `flash` event of ours, or requests that failed. */
{
  const region = () => document.querySelector('#toasts');
  const show = ({ tone = 'info', text }) => {
    if (!region() || !text) return;
    const box = document.createElement('div');
    box.className = `toast ${tone}`;
    const words = document.createElement('p');
    words.textContent = text;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'btn plain s';
    close.textContent = region().dataset.close;
    close.onclick = () => box.remove();
    box.append(words, close);
    region().append(box);
    // What went wrong stays until it is read.
    if (tone !== 'bad') setTimeout(close.onclick, 7000);
  };

  document.addEventListener('flash', (event) => show(event.detail));
  for (const [fault, words] of Object.entries({ responseError: 'failed', sendError: 'offline', timeout: 'offline' })) {
    document.addEventListener(`htmx:${fault}`, (event) => {
      if (!event.target.closest('[data-quiet]')) show({ tone: 'bad', text: region()?.dataset[words] });
    });
  }
}
