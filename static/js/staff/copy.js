/* Copy buttons. */
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  document.dispatchEvent(new CustomEvent('flash', { detail: { tone: 'ok', text: button.dataset.done } }));
});
