/* Shows what is of no use without a script, on the page and in what is swapped in, and names keys as this machine does. */
{
  const all = (selector, within = document) => within.querySelectorAll(selector);
  const reveal = (within) => {
    for (const part of all('[data-needs-script], [data-copy], [data-rail]', within)) part.hidden = false;
  };

  document.addEventListener('htmx:afterSettle', ({ target }) => reveal(target));
  reveal();
  if (/Mac|iPhone|iPad/.test(navigator.platform)) {
    for (const key of all('kbd')) key.textContent = key.textContent.replace('Ctrl', '⌘');
  }
}
