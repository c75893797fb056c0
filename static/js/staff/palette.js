/* The palette: without a choice Enter searches. */
{
  const choose = (input, index) => window.listbox.choose(input, document.getElementById('palette-results'), index);

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
    const list = document.getElementById('palette-results');
    if (event.target.closest?.('#palette') && window.listbox.steer(event, list)) event.preventDefault();
  });
}
