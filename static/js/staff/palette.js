/* The palette: arrows choose, Enter goes; without a choice Enter searches. */
{
  const options = () => [...document.querySelectorAll('#palette-results [role="option"]')];
  const choose = (input, index) => {
    for (const [at, option] of options().entries()) option.ariaSelected = String(at === index);
    const chosen = options()[index];
    chosen?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', chosen?.id ?? '');
    input.ariaExpanded = String(options().length > 0);
  };

  // Enter goes only where the answer is for what is in the field; until it has come, Enter searches.
  document.addEventListener('htmx:afterSwap', ({ target, detail }) => {
    if (target.id !== 'palette-results') return;
    const input = document.querySelector('#palette input');
    const asked = new URL(detail.xhr.responseURL).searchParams.get('q');
    choose(input, asked && asked === input.value ? 0 : -1);
  });
  document.addEventListener('input', ({ target }) => {
    if (target.matches('#palette input')) choose(target, -1);
  });
  document.addEventListener('keydown', (event) => {
    if (!event.target.closest?.('#palette')) return;
    const count = options().length;
    const now = options().findIndex((option) => option.ariaSelected === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count > 0) {
      event.preventDefault();
      choose(event.target, (Math.max(now, step > 0 ? -1 : 0) + step + count) % count);
    } else if (event.key === 'Enter' && now >= 0) {
      event.preventDefault();
      options()[now].click();
    }
  });
}
